import { type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";

export const trashKeys = {
  all: ["trash"],
  lists: ["trash", "list"],
  list: (q: string) => ["trash", "list", q] as const,
  count: (q: string) => ["trash", "count", q] as const,
} as const;

type TrashPage = Answer<"GET /api/trash">;
export type TrashPages = InfiniteData<TrashPage, string | null>;

export const trashPageSize = 50;

/** The todos in the caller's trash that match a search (all without words), last deleted first, page by page. */
export function trashListOptions(q: string) {
  return infiniteQueryOptions<TrashPage, Error, TrashPages, ReturnType<typeof trashKeys.list>, string | null>({
    queryKey: trashKeys.list(q),
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/trash", { query: { q, limit: trashPageSize, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Counts the todos that a search finds, including those that aren't loaded yet. */
export function trashCountOptions(q: string) {
  return queryOptions({
    queryKey: trashKeys.count(q),
    queryFn: async ({ signal }) => (await api("GET /api/trash/count", { query: { q }, signal })).count,
  });
}
