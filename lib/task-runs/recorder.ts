import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { toRun } from "./run-rows.ts";
import type { Run, RunEngine, RunError, RunTrigger } from "./schemas.ts";

/** A JSON value as it is stored; the tasks' schemas say what it may be. Fields that are undefined are left out. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

/** What is known of a run when it is asked for. */
export interface RunRequest {
  readonly task: string;
  readonly trigger: RunTrigger;
  readonly payload: JsonObject;
  readonly engine: RunEngine;
  /** Chosen by the caller where an engine already knows the run by an id. */
  readonly id?: string;
  readonly requestedBy?: string;
  readonly idempotencyKey?: string;
  readonly slot?: Date;
}

/** What an attempt starts from. */
export interface BegunRun {
  readonly id: string;
  readonly task: string;
  readonly payload: unknown;
  readonly progress: unknown;
  readonly attempt: number;
  /** When the first attempt started: the run's own "now", the same in every attempt. */
  readonly startedAt: Date;
}

/** Writes the life of every run, whichever engine executes it. No method changes a finished run. */
export interface RunRecorder {
  /**
   * Records a queued run. The same id or idempotency key again returns the run that exists, with `created: false`.
   * @throws {DomainError} `conflict` when the idempotency key was used for another task.
   */
  record(request: RunRequest, now: Date, transaction?: Transaction): Promise<{ run: Run; created: boolean }>;
  /** Notes that an engine has accepted the run as it was; no news where it was begun and handed back since. */
  markHandedOver(run: Pick<Run, "id" | "attempt">, now: Date): Promise<void>;
  /** Starts an attempt; null when there is nothing to do (finished, canceled, unknown). */
  begin(id: string, now: Date): Promise<BegunRun | null>;
  /** Goes on within an attempt; null as for `begin`. */
  resume(id: string, now: Date): Promise<BegunRun | null>;
  /** Saves progress within the caller's transaction and tells whether someone asked to cancel. */
  saveProgress(id: string, progress: Json, transaction: Transaction): Promise<{ cancelRequested: boolean }>;
  succeed(id: string, result: Json, now: Date): Promise<void>;
  /** Notes a failed attempt; the run waits for its next attempt unless this was the last. */
  fail(id: string, error: RunError, options: { last: boolean }, now: Date): Promise<void>;
  /** Returns an interrupted run to the queue: a later poke hands it over again. */
  handBack(id: string): Promise<void>;
  /** Cancels a queued run at once and asks a running one to stop; false when it is finished already. */
  cancel(id: string, now: Date): Promise<boolean>;
  /** Ends a running run as canceled. */
  markCanceled(id: string, now: Date): Promise<void>;
}

export function createRecorder(database: Database): RunRecorder {
  return {
    async record(request, now, transaction) {
      const client = transaction ?? database;
      const row = {
        ...request,
        id: request.id ?? newId(now),
        payload: request.payload,
        createdAt: now,
        // In its own process a run is never waiting for an engine.
        handedOverAt: request.engine === "in-process" ? now : null,
      };
      const [created] = await client.taskRun.createManyAndReturn({ data: [row], skipDuplicates: true });
      if (created) return { run: toRun(created), created: true };
      const existing = await client.taskRun.findFirst({
        where: {
          OR: [{ id: row.id }, ...(request.idempotencyKey ? [{ idempotencyKey: request.idempotencyKey }] : [])],
        },
      });
      if (!existing || existing.task !== request.task) throw takenKey(request);
      return { run: toRun(existing), created: false };
    },

    async markHandedOver({ id, attempt }, now) {
      const where = { id, attempt, handedOverAt: null, finishedAt: null };
      await database.taskRun.updateMany({ where, data: { handedOverAt: now } });
    },

    async begin(id, now) {
      const [row] = await database.$queryRaw<BegunRow[]>`
        UPDATE task_run
        SET status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, ${now}),
            handed_over_at = coalesce(handed_over_at, ${now})
        WHERE id = ${id}::uuid AND finished_at IS NULL AND cancel_requested_at IS NULL
        RETURNING id, task, payload, progress, attempt, started_at AS "startedAt"`;
      return row ?? cancelWaiting(database, id, now);
    },

    async resume(id, now) {
      const row = await database.taskRun.findFirst({ where: { id, finishedAt: null, cancelRequestedAt: null } });
      return row ? { ...row, startedAt: row.startedAt ?? now } : cancelWaiting(database, id, now);
    },

    async saveProgress(id, progress, transaction) {
      const [run] = await transaction.$queryRaw<{ cancelRequested: boolean }[]>`
        UPDATE task_run SET progress = ${JSON.stringify(progress)}::jsonb
        WHERE id = ${id}::uuid AND finished_at IS NULL
        RETURNING cancel_requested_at IS NOT NULL AS "cancelRequested"`;
      // A run that has ended meanwhile has nothing more to do.
      return { cancelRequested: run?.cancelRequested ?? true };
    },

    async succeed(id, result, now) {
      await database.taskRun.updateMany({
        where: { id, finishedAt: null },
        data: { status: "succeeded", result: storable(result), error: Prisma.DbNull, finishedAt: now },
      });
    },

    async fail(id, error, { last }, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET status = ${last ? "failed" : "queued"}, error = ${JSON.stringify(error)}::jsonb,
            finished_at = ${last ? now : null}::timestamptz,
            failures = failures || jsonb_build_array(jsonb_build_object(
              'attempt', attempt, 'failedAt', ${now.toISOString()}::text, 'error', ${JSON.stringify(error)}::jsonb))
        WHERE id = ${id}::uuid AND finished_at IS NULL`;
    },

    async handBack(id) {
      await database.taskRun.updateMany({
        where: { id, finishedAt: null },
        data: { status: "queued", handedOverAt: null },
      });
    },

    async cancel(id, now) {
      const [run] = await database.$queryRaw<{ id: string }[]>`
        UPDATE task_run
        SET cancel_requested_at = coalesce(cancel_requested_at, ${now}),
            status = CASE status WHEN 'queued' THEN 'canceled' ELSE status END,
            finished_at = CASE status WHEN 'queued' THEN ${now}::timestamptz END
        WHERE id = ${id}::uuid AND finished_at IS NULL
        RETURNING id`;
      return run !== undefined;
    },

    async markCanceled(id, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'canceled', finished_at = ${now}, cancel_requested_at = coalesce(cancel_requested_at, ${now})
        WHERE id = ${id}::uuid AND finished_at IS NULL`;
    },
  };
}

type BegunRow = BegunRun;

/** A run that was asked to stop while no attempt was under way ends here, not at its next batch. */
async function cancelWaiting(database: Database, id: string, now: Date): Promise<null> {
  await database.taskRun.updateMany({
    where: { id, finishedAt: null, cancelRequestedAt: { not: null } },
    data: { status: "canceled", finishedAt: now },
  });
  return null;
}

function takenKey(request: RunRequest): DomainError {
  return new DomainError("conflict", `This idempotency key was used for a run of another task than ${request.task}.`, {
    fields: [{ field: "idempotencyKey", message: "use a new key for each piece of work" }],
  });
}

/** Prisma tells JSON null from SQL NULL by a marker of its own. */
function storable(value: Json): Prisma.InputJsonValue | typeof Prisma.JsonNull {
  return value === null ? Prisma.JsonNull : value;
}
