import type { Page, Todo } from "#lib/todo-service/schemas.ts";
import type { ListStatus } from "./todo-filter.ts";
import type { TodoListKey, TodoPages } from "./todo-queries.ts";

/**
 * The id of a todo that the server doesn't know yet. It is greater than every UUID: the newest of all.
 */
export function draftId(sequence: number): string {
  return `~${String(sequence).padStart(9, "0")}`;
}

export function isDraft(todo: Pick<Todo, "id">): boolean {
  return todo.id.startsWith("~");
}

/** The order of a list, as the server has it: by due date with none last, or the last completed first; then the newest first. */
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
 * The todos of all loaded pages, in the order of the list. One that a later page brings again counts once. What was put behind
 * the last loaded page may have to move when the next one comes.
 */
export function todosOf(pages: TodoPages | undefined, status: ListStatus): Todo[] {
  const byId = new Map<string, Todo>();
  for (const page of pages?.pages ?? []) {
    for (const todo of page.items) if (!byId.has(todo.id)) byId.set(todo.id, todo);
  }
  return [...byId.values()].sort((a, b) => compareTodos(a, b, status));
}

export function withoutTodo(pages: TodoPages, id: string): TodoPages {
  return mapPages(pages, (page) =>
    page.items.some((todo) => todo.id === id) ? { ...page, items: page.items.filter((todo) => todo.id !== id) } : page,
  );
}

/** Puts a todo where the order of the list has it, or in its own place if it is there already. */
export function withTodo(pages: TodoPages, todo: Todo, status: ListStatus): TodoPages {
  const others = withoutTodo(pages, todo.id);
  const isBefore = (other: Todo | undefined) => other !== undefined && compareTodos(todo, other, status) < 0;
  const last = others.pages.length - 1;
  const target = others.pages.findIndex((page, index) => index === last || isBefore(page.items.at(-1)));
  return mapPages(others, (page, index) => {
    if (index !== target) return page;
    const place = page.items.findIndex(isBefore);
    return { ...page, items: page.items.toSpliced(place === -1 ? page.items.length : place, 0, todo) };
  });
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

function mapPages(pages: TodoPages, change: (page: Page<Todo>, index: number) => Page<Todo>): TodoPages {
  return { ...pages, pages: pages.pages.map(change) };
}
