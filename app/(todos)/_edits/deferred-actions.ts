import type { Notices } from "#app/_feedback/notices.ts";
import type { LazyValue } from "#app/_ui/lazy.tsx";
import type { TodoActions } from "./todo-actions.ts";

/**
 * The actions before their code is loaded: the first paint doesn't need it. An action waits for the code, in the order
 * of the calls; when it can't be loaded, a notice says so and offers a Retry.
 */
export function deferTodoActions(lazyActions: LazyValue<TodoActions>, notices: Notices): TodoActions {
  const act = async (perform: (actions: TodoActions) => Promise<void>): Promise<void> => {
    const actions = lazyActions.state().value ?? (await lazyActions.load().catch(() => undefined));
    if (actions !== undefined) return await perform(actions);
    notices.failed({
      id: "actions",
      text: "That didn’t work.",
      detail: "Part of the page couldn’t be loaded. Check your connection.",
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
