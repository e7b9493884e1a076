import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";
import { listPageMax } from "#lib/todo-service/limits.ts";
import type { TodoSort, TodoStatus } from "#lib/todo-service/todos/list-options.ts";

/** The two lists of the page. */
export type ListStatus = Exclude<TodoStatus, "all">;

/** One of the two lists, searched by `q`. */
export interface TodoListKey {
  readonly status: ListStatus;
  readonly q: string;
}

/** The keys of all queries about todos. */
export const todoKeys = {
  all: ["todos"],
  expiring: ["todos", "expiring"],
  lists: ["todos", "list"],
  list: (key: TodoListKey) => ["todos", "list", key],
} as const;

export type Cursor = string | null;
export type TodoPage = Answer<"GET /api/todos">;
export type TodoPages = InfiniteData<TodoPage, Cursor>;

/** In the page's HTML: a few screens of open todos, and as many completed ones as the folded heading counts. */
export const firstPageSize: Readonly<Record<ListStatus, number>> = { open: 50, completed: 100 };

/** Loaded while scrolling. Large, so that refetching a list of 10,000 doesn't take hundreds of requests. */
const nextPageSize = listPageMax;

/** The order of each list on the page. */
export const sortOf = { open: "due", completed: "completed" } as const satisfies Record<ListStatus, TodoSort>;

/** One list of todos, page by page. The server fills this query before it sends the page. */
export function todoListOptions(key: TodoListKey) {
  return infiniteQueryOptions<TodoPage, Error, TodoPages, ReturnType<typeof todoKeys.list>, Cursor>({
    queryKey: todoKeys.list(key),
    queryFn: ({ pageParam, signal }) => api("GET /api/todos", { query: listQuery(key, pageParam), signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

function listQuery({ status, q }: TodoListKey, cursor: Cursor) {
  return {
    status,
    sort: sortOf[status],
    limit: cursor === null ? firstPageSize[status] : nextPageSize,
    q,
    cursor: cursor ?? undefined,
  };
}
