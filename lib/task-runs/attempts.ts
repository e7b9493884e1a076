import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { preparedOn, type TextRow } from "#lib/db/prepared.ts";
import { withMessage, withProgress } from "./history/run-log.ts";
import type { LogLevel } from "./history/run-log-schemas.ts";
import type { Json } from "./json.ts";
import { assigned, continued, started, succeeded } from "./recording/attempt-values.ts";
import { stalledAttemptError } from "./run-error.ts";
import type { RunEngine, RunError } from "./schemas.ts";

/** One try of a run. The store refuses its writes once another attempt has started or the run is finished. */
export interface Attempt {
  readonly id: string;
  readonly attempt: number;
}

/** An attempt that has started, with its input. */
export interface StartedAttempt extends Attempt {
  readonly task: string;
  readonly payload: unknown;
  readonly progress: unknown;
  /** The start of the first attempt: the run's own "now", the same in every attempt. */
  readonly startedAt: Date;
  /** The span that enqueued the run, as W3C's `traceparent`. */
  readonly traceParent: string | null;
}

/** Thrown when an attempt writes although it is no longer the run's current one. */
export class AttemptOver extends Error {
  override readonly name = "AttemptOver";
  constructor({ id, attempt }: Attempt) {
    super(`Attempt ${attempt} of run ${id} is over: another attempt has started, or the run is finished.`);
  }
}

/** Records the attempts of runs. */
export interface AttemptStore {
  /** Starts the next attempt; null when the run is finished, canceled, held or unknown. */
  startAttempt(id: string, now: Date): Promise<StartedAttempt | null>;
  /** Continues an attempt in another slice; null as for `startAttempt`, and when the attempt is over. */
  continueAttempt(attempt: Attempt, now: Date): Promise<StartedAttempt | null>;
  /** Records that the attempt makes progress. */
  recordHeartbeat(attempt: Attempt, now: Date): Promise<void>;
  /**
   * Saves progress, which is a heartbeat, in the caller's transaction and tells whether someone asked to cancel.
   * @throws {AttemptOver} which rolls the transaction back
   */
  saveProgress(
    attempt: Attempt,
    progress: Json,
    transaction: Transaction,
    now: Date,
  ): Promise<{ cancelRequested: boolean }>;
  /** Adds a line to the run's log, unless that is full. */
  addLogLine(attempt: Attempt, line: { readonly level: LogLevel; readonly text: string }, now: Date): Promise<void>;
  succeed(attempt: Attempt, result: Json, now: Date): Promise<void>;
  /** Records a failed attempt. Unless it is the last, the run waits for the next one. */
  failAttempt(attempt: Attempt, error: RunError, options: { last: boolean }, now: Date): Promise<void>;
  /** Returns an interrupted run to the queue, for `engine` if one is named. Recovery dispatches it again. */
  requeue(attempt: Attempt, engine?: RunEngine): Promise<void>;
  /** As `requeue`, after an attempt whose process disappeared: that counts as a failure of the attempt. */
  requeueStalled(attempt: Attempt, engine: RunEngine, now: Date): Promise<void>;
  /** Finishes a running run as canceled. */
  cancelAttempt(attempt: Attempt, now: Date): Promise<void>;
}

export function createAttemptStore(database: Database): AttemptStore {
  const execute = preparedOn(database);
  return {
    async startAttempt(id, now) {
      const { rows } = await execute(Prisma.sql`
        UPDATE task_run
        SET ${assigned(started(now))}
        WHERE id = ${id}::uuid AND ${unfinished} AND cancel_requested_at IS NULL AND held_at IS NULL
        RETURNING ${startedColumns}`);
      return toStarted(rows[0]) ?? finishCanceled(database, id, now);
    },

    async continueAttempt(attempt, now) {
      const { rows } = await execute(Prisma.sql`
        UPDATE task_run
        SET ${assigned(continued(now))}
        WHERE ${isCurrent(attempt)} AND cancel_requested_at IS NULL
        RETURNING ${startedColumns}`);
      return toStarted(rows[0]) ?? finishCanceled(database, attempt.id, now);
    },

    async recordHeartbeat(attempt, now) {
      await database.taskRun.updateMany({ where: current(attempt), data: { heartbeatAt: now } });
    },

    async saveProgress(attempt, progress, transaction, now) {
      const saved = JSON.stringify(progress);
      const [run] = await transaction.$queryRaw<{ cancelRequested: boolean }[]>`
        UPDATE task_run SET progress = ${saved}::jsonb, heartbeat_at = ${now}, log = ${withProgress(saved, now)}
        WHERE id = ${attempt.id}::uuid AND attempt = ${attempt.attempt} AND finished_at IS NULL
        RETURNING cancel_requested_at IS NOT NULL AS "cancelRequested"`;
      if (!run) throw new AttemptOver(attempt);
      return run;
    },

    async addLogLine(attempt, line, now) {
      await database.$executeRaw`
        UPDATE task_run SET log = ${withMessage(line, now)}
        WHERE id = ${attempt.id}::uuid AND attempt = ${attempt.attempt} AND finished_at IS NULL`;
    },

    async succeed(attempt, result, now) {
      await execute(Prisma.sql`
        UPDATE task_run
        SET ${assigned(succeeded(result, now))}
        WHERE ${isCurrent(attempt)}`);
    },

    async failAttempt(attempt, error, options, now) {
      await recordFailure(
        database,
        // Not one that recovery has given up: its run may be queued again under the same attempt.
        Prisma.sql`id = ${attempt.id}::uuid AND attempt = ${attempt.attempt} AND status = 'running'`,
        error,
        options,
        now,
      );
    },

    async requeue(attempt, engine) {
      await database.taskRun.updateMany({
        where: current(attempt),
        data: { status: "queued", dispatchedAt: null, heartbeatAt: null, ...(engine ? { engine } : {}) },
      });
    },

    async requeueStalled({ id, attempt }, engine, now) {
      const error = JSON.stringify(stalledAttemptError);
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'queued', error = ${error}::jsonb, dispatched_at = NULL, heartbeat_at = NULL, engine = ${engine},
            failures = failures || ${failureOf(error, now)}
        WHERE id = ${id}::uuid AND attempt = ${attempt} AND status = 'running'`;
    },

    async cancelAttempt(attempt, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'canceled', finished_at = ${now}, cancel_requested_at = coalesce(cancel_requested_at, ${now})
        WHERE id = ${attempt.id}::uuid AND attempt = ${attempt.attempt} AND finished_at IS NULL`;
    },
  };
}

/**
 * Not finished, for statements that name a run by its id. They are planned once, maybe for a table that is nearly
 * empty: said by `finished_at`, the planner may prefer the index of unfinished runs, and read all of it for each run.
 */
const unfinished = Prisma.sql`status IN ('queued', 'running')`;

/** The condition that an attempt may still write. */
export function isCurrent({ id, attempt }: Attempt): Prisma.Sql {
  return Prisma.sql`id = ${id}::uuid AND attempt = ${attempt} AND ${unfinished}`;
}

/** Adds a failure to the unfinished runs that match. The last failure finishes them; others leave them queued. */
export async function recordFailure(
  database: Database,
  which: Prisma.Sql,
  error: RunError,
  { last }: { last: boolean },
  now: Date,
): Promise<void> {
  const recorded = JSON.stringify(error);
  await database.$executeRaw`
    UPDATE task_run
    SET status = ${last ? "failed" : "queued"}, error = ${recorded}::jsonb,
        finished_at = ${last ? now : null}::timestamptz, heartbeat_at = ${now},
        failures = failures || ${failureOf(recorded, now)}
    WHERE ${which} AND finished_at IS NULL`;
}

/** The current attempt's failure, as an array of one. `error`: as JSON. */
function failureOf(error: string, now: Date): Prisma.Sql {
  return Prisma.sql`jsonb_build_array(jsonb_build_object(
    'attempt', attempt, 'failedAt', ${now.toISOString()}::text, 'error', ${error}::jsonb))`;
}

function current({ id, attempt }: Attempt) {
  return { id, attempt, finishedAt: null };
}

/**
 * A run that was asked to stop between two attempts or slices is finished here: no batch follows that could notice it.
 */
async function finishCanceled(database: Database, id: string, now: Date): Promise<null> {
  await database.taskRun.updateMany({
    where: { id, finishedAt: null, cancelRequestedAt: { not: null } },
    data: { status: "canceled", finishedAt: now },
  });
  return null;
}

export const startedColumns = Prisma.raw(
  "task_run.id, task, payload, progress, attempt, extract(epoch FROM started_at) * 1000, trace_parent",
);

export function toStarted(row: TextRow | undefined): StartedAttempt | null {
  if (row === undefined) return null;
  const [id, task, payload, progress, attempt, startedAtMs, traceParent] = row;
  return {
    id: id ?? "",
    task: task ?? "",
    payload: JSON.parse(payload ?? "null"),
    progress: JSON.parse(progress ?? "null"),
    attempt: Number(attempt),
    startedAt: new Date(Number(startedAtMs)),
    traceParent: traceParent ?? null,
  };
}
