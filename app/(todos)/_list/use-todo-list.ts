"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useShownTodos } from "../_outbox/outbox-provider.tsx";
import { type TodoListKey, todoListOptions } from "../_queries/todo-queries.ts";

/** One of the two lists and the state of its query. */
export interface LoadedList {
  readonly todos: readonly Todo[];
  readonly state: "loading" | "failed" | "ready";
  /** The todos are those of the previous search, until the results of this one arrive. */
  readonly isOutdated: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly hasFailedLoadingMore: boolean;
  loadMore(): void;
  retry(): void;
}

export function useTodoList(key: TodoListKey, enabled: boolean): LoadedList {
  const query = useInfiniteQuery({ ...todoListOptions(key), enabled, placeholderData: keepPreviousData });
  const todos = useShownTodos(query.data, key);
  return {
    todos,
    state: query.data !== undefined ? "ready" : query.isError ? "failed" : "loading",
    isOutdated: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    hasFailedLoadingMore: query.isFetchNextPageError,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}
