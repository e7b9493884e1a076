import type { z } from "zod";
import type { BatchControl } from "#lib/batched-delete/batch-control.ts";
import type { Json, JsonObject } from "#lib/task-runs/recorder.ts";
import type { CleanupBacklog } from "#lib/todo-service/cleanup/backlog.ts";
import type { TaskServices } from "./services.ts";

/** Returned by a handler that has more to do: it is called again, with the progress it saved. */
export const unfinished = Symbol("unfinished");
export type Unfinished = typeof unfinished;

/** What a handler gets beside its payload. */
export interface TaskContext<Progress extends Json> {
  readonly runId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** When the run started: the same in every attempt and part of it. */
  readonly startedAt: Date;
  /** What time it is, for how long something took; what a run judges by is `startedAt`. */
  readonly clock: () => Date;
  readonly services: TaskServices;
  /**
   * Bounds for work in batches, its saved progress, and where to save more. Its signal is aborted on cancelation and shutdown;
   * its budget is what one part of the run may take. A handler that stops early returns `unfinished`.
   */
  readonly batches: BatchControl<Progress>;
}

/** When a task runs by itself. */
export interface TaskSchedule<Payload> {
  /** Five cron fields, read in TASKS_TIME_ZONE. */
  readonly cron: string;
  /** The environment variable that can change the cron expression or turn it `off`. */
  readonly setting: ScheduleSetting;
  readonly payload: Payload;
}
export type ScheduleSetting = "PING_SCHEDULE" | "CLEANUP_SCHEDULE" | "PURGE_SCHEDULE" | "PRUNE_SCHEDULE";

/** How many attempts may follow the first. */
export type RetryLimit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

type Word = string;
export type TaskName = `${Word}/${Word}`;

/**
 * One unit of background work, whole: what it takes and gives, when it runs, how often it is retried, and what it does.
 * Payloads are parsed when enqueued and when executed, results when stored and when read.
 */
export interface TaskDefinition<
  Name extends TaskName,
  Payload extends z.ZodType<JsonObject, JsonObject>,
  Result extends z.ZodType<Json>,
  Progress extends Json,
> {
  readonly name: Name;
  readonly title: string;
  readonly description: string;
  /** May not transform, so that a stored payload reads the same at every parse. */
  readonly payload: Payload;
  readonly result: Result;
  /** What the handler saves between batches. */
  readonly progress: z.ZodType<Progress>;
  /** Attempts after the first, with exponential backoff from `delaySeconds`. */
  readonly retries: { readonly limit: RetryLimit; readonly delaySeconds: number };
  /** Executions at the same time, over all processes. */
  readonly concurrency: 1;
  readonly schedule?: TaskSchedule<z.output<Payload>>;
  run(payload: z.output<Payload>, context: TaskContext<Progress>): Promise<z.output<Result> | Unfinished>;
  /** What a run with this payload would do now, without doing it. */
  preview?(payload: z.output<Payload>, context: { services: TaskServices; now: Date }): Promise<Json>;
  /** What waits for this task to be done, and since when. */
  backlog?(context: { services: TaskServices; now: Date }): Promise<CleanupBacklog>;
}

/** Declares a task; the compiler holds its handler and schedule to its schemas. */
export function defineTask<
  const Name extends TaskName,
  Payload extends z.ZodType<JsonObject, JsonObject>,
  Result extends z.ZodType<Json>,
  Progress extends Json,
>(definition: TaskDefinition<Name, Payload, Result, Progress>): TaskDefinition<Name, Payload, Result, Progress> {
  return definition;
}
