import { type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { isActive } from "../_run/run-state.ts";
import type { RunFilter } from "../_run-list/run-filter.ts";

export const taskKeys = {
  all: ["tasks"],
  list: ["tasks", "list"],
  runs: (filter: RunFilter) => ["tasks", "runs", filter],
  run: (id: string) => ["tasks", "run", id],
} as const;

type RunPage = Answer<"GET /api/runs">;
type Cursor = string | null;
type RunPages = InfiniteData<RunPage, Cursor>;

export const runPageSize = 50;

/** How often to look again: often while something happens, else often enough to see the heartbeat. */
const activeMs = 1_000;
const idleMs = 15_000;
const pace = (runs: readonly (Run | null)[]) => (runs.some((run) => run !== null && isActive(run)) ? activeMs : idleMs);

/** All tasks with schedule and last run; looks again by itself. */
export function taskListOptions() {
  return queryOptions({
    queryKey: taskKeys.list,
    queryFn: async ({ signal }) => (await api("GET /api/tasks", { signal })).items,
    refetchInterval: ({ state }) => pace(state.data?.map(({ lastRun }) => lastRun) ?? []),
  });
}

/** The runs that a filter lets through, newest first, page after page; looks again by itself. */
export function runListOptions(filter: RunFilter) {
  return infiniteQueryOptions<RunPage, Error, RunPages, ReturnType<typeof taskKeys.runs>, Cursor>({
    queryKey: taskKeys.runs(filter),
    queryFn: ({ pageParam, signal }) => api("GET /api/runs", { query: runQuery(filter, pageParam), signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => pace(state.data?.pages.flatMap(({ items }) => items) ?? []),
  });
}

/** One run; looks again by itself until it has finished. */
export function runOptions(id: string) {
  return queryOptions({
    queryKey: taskKeys.run(id),
    queryFn: ({ signal }) => api("GET /api/runs/[id]", { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data === undefined || isActive(state.data) ? activeMs : false),
  });
}

function runQuery({ task, status }: RunFilter, cursor: Cursor) {
  return {
    limit: runPageSize,
    task: task ?? undefined,
    status: status ?? undefined,
    cursor: cursor ?? undefined,
  };
}
