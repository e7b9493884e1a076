import type { QueryClient } from "@tanstack/react-query";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { belongsTo, withoutTodo, withTodo } from "./todo-page-edits.ts";
import { type TodoListKey, type TodoPages, todoKeys } from "./todo-queries.ts";

/** The todos in the browser's query cache. A change applies to every loaded list, whatever its filter. */
export interface TodoCache {
  find(id: string): Todo | undefined;
  /** All loaded todos that meet a condition, each once. */
  filter(condition: (todo: Todo) => boolean): Todo[];
  /** Puts a todo into the lists where it now belongs, and removes it from the others. */
  put(todo: Todo): void;
  drop(id: string): void;
}

export function createTodoCache(client: QueryClient): TodoCache {
  const loaded = () =>
    client
      .getQueriesData<TodoPages>({ queryKey: todoKeys.lists })
      .flatMap(([, list]) => list?.pages ?? [])
      .flatMap((page) => page.items);
  const update = (change: (pages: TodoPages, key: TodoListKey) => TodoPages) => {
    for (const query of client.getQueryCache().findAll({ queryKey: todoKeys.lists })) {
      const key = listKeyOf(query.queryKey);
      if (key === null) continue;
      client.setQueryData<TodoPages>(query.queryKey, (pages) => pages && change(pages, key));
    }
  };

  return {
    find: (id) => loaded().find((todo) => todo.id === id),
    filter: (condition) => [...new Map(loaded().map((todo) => [todo.id, todo])).values()].filter(condition),
    put: (todo) =>
      update((pages, key) => (belongsTo(todo, key) ? withTodo(pages, todo, key.status) : withoutTodo(pages, todo.id))),
    drop: (id) => update((pages) => withoutTodo(pages, id)),
  };
}

function listKeyOf(queryKey: readonly unknown[]): TodoListKey | null {
  const key = queryKey[2];
  if (typeof key !== "object" || key === null || !("status" in key) || !("q" in key)) return null;
  const { status, q } = key;
  return (status === "open" || status === "completed") && typeof q === "string" ? { status, q } : null;
}
