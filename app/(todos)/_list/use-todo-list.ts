"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { todosOf } from "../_queries/todo-pages.ts";
import { type TodoListKey, todoListOptions } from "../_queries/todo-queries.ts";

/** One of the two lists, as the page needs it. */
export interface LoadedList {
  readonly todos: readonly Todo[];
  readonly state: "loading" | "failed" | "ready";
  /** What is shown belongs to the search before; the answer to this one is on its way. */
  readonly isOutdated: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly hasFailedLoadingMore: boolean;
  loadMore(): void;
  retry(): void;
}

export function useTodoList(key: TodoListKey, enabled: boolean): LoadedList {
  const query = useInfiniteQuery({ ...todoListOptions(key), enabled, placeholderData: keepPreviousData });
  const todos = useMemo(() => todosOf(query.data, key.status), [query.data, key.status]);
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
