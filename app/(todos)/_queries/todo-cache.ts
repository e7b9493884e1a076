import type { QueryClient } from "@tanstack/react-query";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { belongsTo } from "./belongs-to.ts";
import { type TodoListKey, type TodoPage, type TodoPages, todoKeys } from "./todo-queries.ts";

/** The server's todos in the browser's query cache. A change applies to every loaded list, whatever its filter. */
export interface TodoCache {
  /** All loaded todos by id. */
  loaded(): ReadonlyMap<string, Todo>;
  /** Puts todos into the lists where they now belong and removes them from the others; null: from all of them. */
  write(changes: ReadonlyMap<string, Todo | null>): void;
}

export function createTodoCache(client: QueryClient): TodoCache {
  return {
    loaded() {
      const lists = client.getQueriesData<TodoPages>({ queryKey: todoKeys.lists });
      const todos = lists.flatMap(([, list]) => list?.pages ?? []).flatMap((page) => page.items);
      return new Map(todos.map((todo) => [todo.id, todo]));
    },

    write(changes) {
      const todos = [...changes.values()].filter((todo) => todo !== null);
      for (const { queryKey } of client.getQueryCache().findAll({ queryKey: todoKeys.lists })) {
        const key = listKeyOf(queryKey);
        if (key === null) continue;
        const put = todos.filter((todo) => belongsTo(todo, key));
        // Any page will do: the list is sorted when it is shown.
        const changed = (page: TodoPage, index: number) => ({
          ...page,
          items: [...(index === 0 ? put : []), ...page.items.filter(({ id }) => !changes.has(id))],
        });
        client.setQueryData<TodoPages>(queryKey, (list) => list && { ...list, pages: list.pages.map(changed) });
      }
    },
  };
}

function listKeyOf(queryKey: readonly unknown[]): TodoListKey | null {
  const key = queryKey[2];
  if (typeof key !== "object" || key === null || !("status" in key) || !("q" in key)) return null;
  const { status, q } = key;
  return (status === "open" || status === "completed") && typeof q === "string" ? { status, q } : null;
}
