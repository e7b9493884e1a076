import type { Todo } from "#lib/todo-service/schemas.ts";
import type { ListStatus, TodoPages } from "./todo-queries.ts";

/** The server's order of a list: by due date with none last, or last completed first; then newest first. */
export function compareTodos(a: Todo, b: Todo, status: ListStatus): number {
  const before = status === "open" ? compareTexts(a.dueOn ?? noDate, b.dueOn ?? noDate) : compareCompletion(a, b);
  return before === 0 ? compareTexts(b.id, a.id) : before;
}

/** Sorts after every date. */
const noDate = "~";

const compareCompletion = (a: Todo, b: Todo) => compareTexts(b.completedAt ?? "", a.completedAt ?? "");

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The todos of all loaded pages, in the order of the list, each once. Sorted again, since the place of a todo that was
 * put at the end of the last loaded page may turn out to be on the next one.
 */
export function todosOf(pages: TodoPages | undefined, status: ListStatus): Todo[] {
  const byId = new Map<string, Todo>();
  for (const page of pages?.pages ?? []) {
    for (const todo of page.items) if (!byId.has(todo.id)) byId.set(todo.id, todo);
  }
  return [...byId.values()].sort((a, b) => compareTodos(a, b, status));
}
