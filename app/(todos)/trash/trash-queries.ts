import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";

export const trashKeys = { all: ["trash"] } as const;

type TrashPage = Answer<"GET /api/trash">;
export type TrashPages = InfiniteData<TrashPage, string | null>;

export const trashPageSize = 50;

/** The caller's trash, last deleted first, page by page. */
export function trashListOptions() {
  return infiniteQueryOptions<TrashPage, Error, TrashPages, typeof trashKeys.all, string | null>({
    queryKey: trashKeys.all,
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/trash", { query: { limit: trashPageSize, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
