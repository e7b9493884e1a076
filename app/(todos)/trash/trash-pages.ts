import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";
import type { TrashPages } from "./trash-queries.ts";

/** Todos that were deleted together: by one cleanup run, or by one action of their owner. */
export interface TrashGroup {
  readonly key: string;
  readonly runId: string | null;
  readonly trashedAt: string;
  readonly todos: readonly TrashedTodo[];
}

/** Groups the todos in the trash by the act that put them there, last one first. */
export function trashGroups(pages: TrashPages | undefined): TrashGroup[] {
  const groups = new Map<string, TrashedTodo[]>();
  for (const page of pages?.pages ?? []) {
    for (const todo of page.items) {
      const key = groupKey(todo);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [todo]);
      else if (!group.some(({ id }) => id === todo.id)) group.push(todo);
    }
  }
  return [...groups].flatMap(([key, todos]) => {
    const [first] = todos;
    return first === undefined ? [] : [{ key, runId: first.runId, trashedAt: first.trashedAt, todos }];
  });
}

/** One action of an owner has one instant. A cleanup's batches don't, so its run id groups them. */
function groupKey({ reason, runId, trashedAt }: TrashedTodo): string {
  return reason === "cleanup" && runId !== null ? `run ${runId}` : `${reason} ${trashedAt}`;
}

/** The pages without the todos of these ids. */
export function withoutTrashed(pages: TrashPages, ids: ReadonlySet<string>): TrashPages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.has(id)) })),
  };
}
