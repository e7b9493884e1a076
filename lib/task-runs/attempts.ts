import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import type { Json } from "./recorder.ts";
import type { RunEngine, RunError } from "./schemas.ts";

/** One try of a run. What it writes is refused once another try has begun or the run has ended. */
export interface Attempt {
  readonly id: string;
  readonly attempt: number;
}

/** What an attempt starts from. */
export interface BegunRun extends Attempt {
  readonly task: string;
  readonly payload: unknown;
  readonly progress: unknown;
  /** When the first attempt started: the run's own "now", the same in every attempt. */
  readonly startedAt: Date;
}

/** Thrown where an attempt wants to write that isn't the run's current one any more. */
export class AttemptOver extends Error {
  override readonly name = "AttemptOver";
  constructor({ id, attempt }: Attempt) {
    super(`Attempt ${attempt} of run ${id} is over: another one has taken over, or the run has ended.`);
  }
}

/** Writes what becomes of one attempt after the other. */
export interface AttemptRecorder {
  /** Starts an attempt; null when there is nothing to do (finished, canceled, unknown). */
  begin(id: string, now: Date): Promise<BegunRun | null>;
  /** Goes on within an attempt; null as for `begin`, and when the attempt is over. */
  resume(attempt: Attempt, now: Date): Promise<BegunRun | null>;
  /** Shows that the process of an attempt lives. */
  showLife(attempt: Attempt, now: Date): Promise<void>;
  /**
   * Saves progress within the caller's transaction and tells whether someone asked to cancel.
   * @throws {AttemptOver} so that the transaction leaves nothing that nobody counts
   */
  saveProgress(attempt: Attempt, progress: Json, transaction: Transaction): Promise<{ cancelRequested: boolean }>;
  succeed(attempt: Attempt, result: Json, now: Date): Promise<void>;
  /** Notes a failed attempt; the run waits for its next attempt unless this was the last. */
  fail(attempt: Attempt, error: RunError, options: { last: boolean }, now: Date): Promise<void>;
  /** Returns an interrupted run to the queue: a later poke hands it over again, to that engine if one is named. */
  handBack(attempt: Attempt, engine?: RunEngine): Promise<void>;
  /** Ends a running run as canceled. */
  markCanceled(attempt: Attempt, now: Date): Promise<void>;
}

export function createAttemptRecorder(database: Database): AttemptRecorder {
  return {
    async begin(id, now) {
      const [row] = await database.$queryRaw<BegunRun[]>`
        UPDATE task_run
        SET status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, ${now}),
            handed_over_at = coalesce(handed_over_at, ${now}), alive_at = ${now}
        WHERE id = ${id}::uuid AND finished_at IS NULL AND cancel_requested_at IS NULL
        RETURNING id, task, payload, progress, attempt, started_at AS "startedAt"`;
      return row ?? cancelWaiting(database, id, now);
    },

    async resume({ id, attempt }, now) {
      const [row] = await database.$queryRaw<BegunRun[]>`
        UPDATE task_run SET alive_at = ${now}
        WHERE id = ${id}::uuid AND attempt = ${attempt} AND finished_at IS NULL AND cancel_requested_at IS NULL
        RETURNING id, task, payload, progress, attempt, started_at AS "startedAt"`;
      return row ?? cancelWaiting(database, id, now);
    },

    async showLife(attempt, now) {
      await database.taskRun.updateMany({ where: unfinished(attempt), data: { aliveAt: now } });
    },

    async saveProgress(attempt, progress, transaction) {
      const [run] = await transaction.$queryRaw<{ cancelRequested: boolean }[]>`
        UPDATE task_run SET progress = ${JSON.stringify(progress)}::jsonb
        WHERE id = ${attempt.id}::uuid AND attempt = ${attempt.attempt} AND finished_at IS NULL
        RETURNING cancel_requested_at IS NOT NULL AS "cancelRequested"`;
      if (!run) throw new AttemptOver(attempt);
      return run;
    },

    async succeed(attempt, result, now) {
      await database.taskRun.updateMany({
        where: unfinished(attempt),
        data: { status: "succeeded", result: storable(result), error: Prisma.DbNull, finishedAt: now },
      });
    },

    async fail(attempt, error, options, now) {
      await noteFailure(
        database,
        Prisma.sql`id = ${attempt.id}::uuid AND attempt = ${attempt.attempt}`,
        error,
        options,
        now,
      );
    },

    async handBack(attempt, engine) {
      await database.taskRun.updateMany({
        where: unfinished(attempt),
        data: { status: "queued", handedOverAt: null, aliveAt: null, ...(engine ? { engine } : {}) },
      });
    },

    async markCanceled(attempt, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'canceled', finished_at = ${now}, cancel_requested_at = coalesce(cancel_requested_at, ${now})
        WHERE id = ${attempt.id}::uuid AND attempt = ${attempt.attempt} AND finished_at IS NULL`;
    },
  };
}

/** Notes why runs failed; unless it is the last time, they wait for another attempt. */
export async function noteFailure(
  database: Database,
  which: Prisma.Sql,
  error: RunError,
  { last }: { last: boolean },
  now: Date,
): Promise<void> {
  await database.$executeRaw`
    UPDATE task_run
    SET status = ${last ? "failed" : "queued"}, error = ${JSON.stringify(error)}::jsonb,
        finished_at = ${last ? now : null}::timestamptz, alive_at = ${now},
        failures = failures || jsonb_build_array(jsonb_build_object(
          'attempt', attempt, 'failedAt', ${now.toISOString()}::text, 'error', ${JSON.stringify(error)}::jsonb))
    WHERE ${which} AND finished_at IS NULL`;
}

function unfinished({ id, attempt }: Attempt) {
  return { id, attempt, finishedAt: null };
}

/** A run that was asked to stop while no attempt was under way ends here, not at its next batch. */
async function cancelWaiting(database: Database, id: string, now: Date): Promise<null> {
  await database.taskRun.updateMany({
    where: { id, finishedAt: null, cancelRequestedAt: { not: null } },
    data: { status: "canceled", finishedAt: now },
  });
  return null;
}

/** Prisma tells JSON null from SQL NULL by a marker of its own. */
function storable(value: Json): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : value;
}
