import { type InfiniteData, infiniteQueryOptions } from "@tanstack/react-query";
import { request } from "#app/_client/request.ts";
import type { Page } from "#lib/todo-service/pages.ts";
import type { TrashedTodo } from "#lib/todo-service/trash/trash-schemas.ts";

export const trashKeys = { all: ["trash"] } as const;

export type TrashPages = InfiniteData<Page<TrashedTodo>, string | null>;

export const trashPageSize = 50;

/** The caller's trash, last removed first, page after page. */
export function trashListOptions() {
  return infiniteQueryOptions<Page<TrashedTodo>, Error, TrashPages, typeof trashKeys.all, string | null>({
    queryKey: trashKeys.all,
    queryFn: ({ pageParam, signal }) => request(`/api/trash?${pageParameters(pageParam)}`, { signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

function pageParameters(cursor: string | null): URLSearchParams {
  return new URLSearchParams({ limit: String(trashPageSize), ...(cursor !== null && { cursor }) });
}
