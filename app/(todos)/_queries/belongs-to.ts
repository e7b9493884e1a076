import { foldedText, searchWords } from "#lib/text-forms.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { TodoListKey } from "./todo-queries.ts";

/** Whether a list shows a todo. Follows the same rules as the server's search. */
export function belongsTo(todo: Todo, { status, q }: TodoListKey): boolean {
  const isCompleted = todo.completedAt !== null;
  return isCompleted === (status === "completed") && mentions(todo, q);
}

function mentions(todo: Todo, q: string): boolean {
  const text = foldedText(`${todo.title}\n${todo.notes}`);
  return searchWords(q).every((word) => text.includes(word));
}
