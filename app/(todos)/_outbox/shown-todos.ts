import type { Todo } from "#lib/todo-service/schemas.ts";
import { belongsTo } from "../_queries/belongs-to.ts";
import { compareTodos } from "../_queries/todo-pages.ts";
import type { TodoListKey } from "../_queries/todo-queries.ts";
import { apply, type TodosById } from "./apply.ts";
import type { Command } from "./command.ts";

/** A list as the page shows it: the server's todos with the pending commands applied, in the order of the list. */
export function shownTodos(
  loaded: readonly Todo[],
  key: TodoListKey,
  pending: readonly Command[],
  retentionDays: number | null,
): Todo[] {
  const known: TodosById = new Map(loaded.map((todo) => [todo.id, todo]));
  const after = pending.reduce((todos, command) => apply(todos, command, retentionDays), known);
  return [...after.values()]
    .filter((todo) => known.get(todo.id) === todo || belongsTo(todo, key))
    .sort((a, b) => compareTodos(a, b, key.status));
}
