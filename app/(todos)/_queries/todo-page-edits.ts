import { foldedText, searchWords } from "#lib/text-forms.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { compareTodos } from "./todo-pages.ts";
import type { ListStatus, TodoListKey, TodoPage, TodoPages } from "./todo-queries.ts";

/** The id of a todo that the server doesn't have yet. Sorts after every UUID, as the newest. */
export function draftId(sequence: number): string {
  return `~${String(sequence).padStart(9, "0")}`;
}

export function withoutTodo(pages: TodoPages, id: string): TodoPages {
  return mapPages(pages, (page) =>
    page.items.some((todo) => todo.id === id) ? { ...page, items: page.items.filter((todo) => todo.id !== id) } : page,
  );
}

/** Puts a todo into its place in the order of the list, replacing the one with the same id. */
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

/** Whether a list shows a todo. Follows the same rules as the server's search. */
export function belongsTo(todo: Todo, { status, q }: TodoListKey): boolean {
  const isCompleted = todo.completedAt !== null;
  return isCompleted === (status === "completed") && mentions(todo, q);
}

function mentions(todo: Todo, q: string): boolean {
  const text = foldedText(`${todo.title}\n${todo.notes}`);
  return searchWords(q).every((word) => text.includes(word));
}

function mapPages(pages: TodoPages, change: (page: TodoPage, index: number) => TodoPage): TodoPages {
  return { ...pages, pages: pages.pages.map(change) };
}
