import { type InfiniteData, infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";
import type { RunFilter } from "#lib/task-runs/listing/list-schemas.ts";
import { isActive } from "../_run/run-state.ts";
import { pathOf } from "./task-path.ts";

export const taskKeys = {
  all: ["tasks"],
  list: ["tasks", "list"],
  schedules: ["tasks", "schedules"],
  figures: ["tasks", "figures"],
  alerts: ["tasks", "alerts"],
  errorNames: ["tasks", "error-names"],
  task: (name: string) => ["tasks", "task", name],
  pulse: ["tasks", "pulse"],
  runs: (filter: RunFilter) => ["tasks", "runs", filter],
  runCount: (filter: RunFilter) => ["tasks", "run-count", filter],
  run: (id: string) => ["tasks", "run", id],
  runDetails: (id: string) => ["tasks", "run-details", id],
} as const;

type RunPage = Answer<"GET /api/runs">;
type Cursor = string | null;
type RunPages = InfiniteData<RunPage, Cursor>;

export const runPageSize = 50;

/** Intervals of polling, short while runs are active. React Query pauses while the tab is hidden. */
const activeMs = 1_000;
const idleMs = 5_000;

/** Whether anything happened. Polls. The lists are read again when it says so. */
export function pulseOptions() {
  return queryOptions({
    queryKey: taskKeys.pulse,
    queryFn: ({ signal }) => api("GET /api/runs/pulse", { signal }),
    refetchInterval: ({ state }) => (state.data?.isActive === true ? activeMs : idleMs),
    staleTime: 0,
  });
}

/** All tasks with schedule and last run. */
export function taskListOptions() {
  return queryOptions({
    queryKey: taskKeys.list,
    queryFn: async ({ signal }) => (await api("GET /api/tasks", { signal })).items,
  });
}

/** All schedules. Polls each minute, as often as a slot may pass, and looks again whenever the tab comes back. */
export function schedulesOptions() {
  return queryOptions({
    queryKey: taskKeys.schedules,
    queryFn: async ({ signal }) => (await api("GET /api/schedules", { signal })).items,
    refetchInterval: 60_000,
    refetchOnWindowFocus: "always",
  });
}

/** The runs that a filter lets through, newest first, page after page. */
export function runListOptions(filter: RunFilter) {
  return infiniteQueryOptions<RunPage, Error, RunPages, ReturnType<typeof taskKeys.runs>, Cursor>({
    queryKey: taskKeys.runs(filter),
    queryFn: ({ pageParam, signal }) =>
      api("GET /api/runs", { query: { ...filter, limit: runPageSize, cursor: pageParam ?? undefined }, signal }),
    initialPageParam: null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** Counts the runs that match a filter, up to a bound. */
export function runCountOptions(filter: RunFilter) {
  return queryOptions({
    queryKey: taskKeys.runCount(filter),
    queryFn: ({ signal }) => api("GET /api/runs/count", { query: filter, signal }),
  });
}

/** One run. Polls until it has finished. */
export function runOptions(id: string) {
  return queryOptions({
    queryKey: taskKeys.run(id),
    queryFn: ({ signal }) => api("GET /api/runs/[id]", { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data === undefined || isActive(state.data) ? activeMs : false),
  });
}

/** Details for the page of a run. Polls while the run is under way. */
export function runDetailsOptions(id: string, options: { readonly isUnderWay: boolean }) {
  return queryOptions({
    queryKey: taskKeys.runDetails(id),
    queryFn: ({ signal }) => api("GET /api/runs/[id]/details", { params: { id }, signal }),
    refetchInterval: options.isUnderWay ? activeMs : false,
  });
}

/** One task with its backlog. Polls. */
export function taskOptions(name: string) {
  return queryOptions({
    queryKey: taskKeys.task(name),
    queryFn: ({ signal }) => api("GET /api/tasks/[domain]/[action]", { params: pathOf(name), signal }),
    refetchInterval: idleMs,
  });
}

/** The open alerts. Polls each minute, since time alone makes a schedule overdue. */
export function alertsOptions() {
  return queryOptions({
    queryKey: taskKeys.alerts,
    queryFn: async ({ signal }) => (await api("GET /api/alerts", { signal })).items,
    refetchInterval: 60_000,
  });
}

/** The names of errors that runs have. */
export function errorNamesOptions() {
  return queryOptions({
    queryKey: taskKeys.errorNames,
    queryFn: async ({ signal }) => (await api("GET /api/runs/errors", { signal })).items,
  });
}

/** Recent figures of the tasks. Polls each minute, which is enough for figures of days. */
export function figuresOptions() {
  return queryOptions({
    queryKey: taskKeys.figures,
    queryFn: ({ signal }) => api("GET /api/tasks/figures", { signal }),
    refetchInterval: 60_000,
  });
}
