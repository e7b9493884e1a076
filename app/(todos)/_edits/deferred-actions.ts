import type { Notices } from "#app/_feedback/notices.ts";
import type { TodoActions } from "./todo-actions.ts";

/**
 * The actions, for as long as their code is on its way: the first paint doesn't need it, so it comes after. What is done
 * before waits for it, in the order in which it was done; what can't be done, since it can't be loaded, is told with a Retry.
 */
export function deferTodoActions(load: () => Promise<TodoActions>, notices: Notices): TodoActions {
  let loaded: TodoActions | undefined;
  let loading: Promise<TodoActions> | undefined;

  const ready = async () => {
    loading ??= load();
    try {
      loaded = await loading;
      return loaded;
    } finally {
      loading = undefined;
    }
  };
  const act = async (perform: (actions: TodoActions) => Promise<void>): Promise<void> => {
    if (loaded !== undefined) return await perform(loaded);
    const actions = await ready().catch(() => undefined);
    if (actions !== undefined) return await perform(actions);
    notices.failed({
      id: "actions",
      text: "That couldn’t be done.",
      detail: "A part of the page could not be loaded. Check your connection.",
      retry: () => void act(perform),
    });
  };

  return {
    add: (...args) => act((actions) => actions.add(...args)),
    change: (...args) => act((actions) => actions.change(...args)),
    toggle: (...args) => act((actions) => actions.toggle(...args)),
    remove: (...args) => act((actions) => actions.remove(...args)),
    clearCompleted: () => act((actions) => actions.clearCompleted()),
    pinExpiring: (...args) => act((actions) => actions.pinExpiring(...args)),
    trashExpiring: (...args) => act((actions) => actions.trashExpiring(...args)),
  };
}
