import type { Page, Todo } from "#lib/todo-service/schemas.ts";
import type { TodoListKey, TodoPages } from "./todo-queries.ts";

/**
 * The id of a todo that the server doesn't know yet. It sorts after every UUID, so that the newest todo stays on top.
 */
export function draftId(sequence: number): string {
  return `~${String(sequence).padStart(9, "0")}`;
}

export function isDraft(todo: Pick<Todo, "id">): boolean {
  return todo.id.startsWith("~");
}

/** The todos of all loaded pages, newest first. One that came back in a later page counts once. */
export function todosOf(pages: TodoPages | undefined): Todo[] {
  const byId = new Map<string, Todo>();
  for (const page of pages?.pages ?? []) {
    for (const todo of page.items) if (!byId.has(todo.id)) byId.set(todo.id, todo);
  }
  return [...byId.values()];
}

export function withoutTodo(pages: TodoPages, id: string): TodoPages {
  return mapPages(pages, (page) =>
    page.items.some((todo) => todo.id === id) ? { ...page, items: page.items.filter((todo) => todo.id !== id) } : page,
  );
}

/** Puts a todo where its id sorts it, or in its own place if it is there already. */
export function withTodo(pages: TodoPages, todo: Todo): TodoPages {
  const others = withoutTodo(pages, todo.id);
  const last = others.pages.length - 1;
  const target = others.pages.findIndex((page, index) => index === last || (page.items.at(-1)?.id ?? "~") < todo.id);
  return mapPages(others, (page, index) =>
    index === target ? { ...page, items: insertSorted(page.items, todo) } : page,
  );
}

/** Whether a todo is to be seen in a list. Says the same as the server's search. */
export function belongsTo(todo: Todo, { status, q }: TodoListKey): boolean {
  const isCompleted = todo.completedAt !== null;
  return isCompleted === (status === "completed") && mentions(todo, q);
}

function mentions(todo: Todo, q: string): boolean {
  const text = q.toLowerCase();
  return todo.title.toLowerCase().includes(text) || todo.notes.toLowerCase().includes(text);
}

function insertSorted(items: readonly Todo[], todo: Todo): Todo[] {
  const index = items.findIndex((other) => other.id < todo.id);
  return index === -1 ? [...items, todo] : [...items.slice(0, index), todo, ...items.slice(index)];
}

function mapPages(pages: TodoPages, change: (page: Page<Todo>, index: number) => Page<Todo>): TodoPages {
  return { ...pages, pages: pages.pages.map(change) };
}
