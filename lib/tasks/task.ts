import type { z } from "zod";
import type { BatchControl, DeleteControl } from "#lib/batched-delete/batch-control.ts";
import type { Json, JsonObject } from "#lib/task-runs/json.ts";
import type { TaskServices } from "./services.ts";

/** Returned by a handler that has more to do: it is called again, with the progress it saved. */
export const unfinished = Symbol("unfinished");
export type Unfinished = typeof unfinished;

/**
 * Lines for an operator who looks at a run. Nobody waits for a line, and one that cannot be stored is lost: the result
 * counts. Never of payloads, titles or addresses: other people read logs.
 */
export interface HandlerLog {
  info(text: string): void;
  warn(text: string): void;
}

/** The second argument of a handler, beside its payload. */
export interface TaskContext<Progress extends Json> {
  readonly runId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** The start of the run: the same in every attempt and slice. */
  readonly startedAt: Date;
  /** The present, to measure how long something took. A run judges by `startedAt`. */
  readonly clock: () => Date;
  readonly services: TaskServices;
  /** Writes lines with the run's id, which the run's page shows. At most 90 of a run are kept, of 500 letters each. */
  readonly log: HandlerLog;
  /**
   * Reports progress of work that saves no batches. A handler that neither saves nor reports for five minutes has
   * stalled: its attempt fails. Writes to the database, so a call every few seconds is enough.
   */
  reportProgress(): Promise<void>;
  /**
   * Bounds for work in batches, its saved progress, and the means to save more. Its signal is aborted on cancelation
   * and shutdown; its budget is the time that one slice may take. A handler that stops early returns `unfinished`.
   */
  readonly batches: BatchControl<Progress>;
}

/** The same for a task that removes old rows. */
export interface DeletingContext<Progress extends Json> extends TaskContext<Progress> {
  readonly batches: DeleteControl<Progress>;
}

/** The same as the executor passes it: with saved progress that is yet to be parsed. */
export type StoredContext = Omit<TaskContext<Json>, "batches"> & {
  readonly batches: Omit<BatchControl<Json>, "saved"> & { readonly saved: unknown };
};

/** The argument of a preview or a backlog: services to read with, and the time. */
export interface ReadContext {
  readonly services: TaskServices;
  readonly now: Date;
}

/** The same, and more, for a preview. */
export interface PreviewContext extends ReadContext {
  /** Whether the answer may hold titles of people's todos, which operators see only where they ask for them. */
  readonly showsTitles: boolean;
}

/** The schedule of a task. `scheduleVariable` names the environment variable that changes or ends it. */
export interface TaskSchedule<Payload> {
  /** Five cron fields, read in TASKS_TIME_ZONE. */
  readonly cron: string;
  readonly payload: Payload;
}

/** Attempts after the first, with exponential backoff from `delaySeconds`. */
export interface RetryPolicy {
  readonly limit: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
  readonly delaySeconds: number;
}

/** The answer of a preview or a backlog. It travels as JSON, so no field of it may be `undefined`. */
export type Answer = { readonly [field: string]: z.core.util.JSONType };
export type AnswerSchema = z.ZodType<Answer>;

type Word = string;
export type TaskName = `${Word}/${Word}`;

/**
 * A defined task. Its schemas carry the types of its input and output. Its functions take JSON as it is stored or
 * given, and parse it. A part that the task lacks has the schema `ZodNever`.
 */
export interface Task<
  Name extends TaskName,
  Payload extends z.ZodType<JsonObject, JsonObject>,
  Result extends z.ZodType<Json>,
  Progress extends z.ZodType<Json>,
  Preview extends AnswerSchema,
  Backlog extends AnswerSchema,
> {
  readonly name: Name;
  readonly title: string;
  readonly description: string;
  readonly payload: Payload;
  readonly result: Result;
  readonly progress?: Progress;
  readonly retries: RetryPolicy;
  /** Removes old rows, and runs only while this process's clock is right: a wrong one would misjudge their age. */
  readonly irreversible?: boolean;
  readonly schedule?: TaskSchedule<z.output<Payload>>;
  /**
   * Calls the handler with the payload and the progress of a stored run.
   * @throws {PermanentError} when the payload or the handler's result breaks its schema; also the handler's own errors
   */
  readonly run: (payload: unknown, context: StoredContext) => Promise<z.output<Result> | Unfinished>;
  readonly preview?: {
    readonly result: Preview;
    /** @throws {DomainError} `invalid`, naming each field of the payload that is refused */
    readonly run: (payload: unknown, context: PreviewContext) => Promise<z.output<Preview>>;
  };
  readonly backlog?: {
    readonly result: Backlog;
    readonly run: (context: ReadContext) => Promise<z.output<Backlog>>;
  };
}
