import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { type AttemptRecorder, createAttemptRecorder, noteFailure } from "./attempts.ts";
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

/** Writes the life of every run, whichever engine executes it. No method changes a finished run. */
export interface RunRecorder extends AttemptRecorder {
  /**
   * Records a queued run. The same id or idempotency key again returns the run that exists, with `created: false`.
   * @throws {DomainError} `conflict` when the idempotency key was used for another task.
   */
  record(request: RunRequest, now: Date, transaction?: Transaction): Promise<{ run: Run; created: boolean }>;
  /** Notes that an engine has accepted the run as it was; no news where it was begun and handed back since. */
  markHandedOver(run: Pick<Run, "id" | "attempt">, now: Date): Promise<void>;
  /** Cancels a queued run at once and asks a running one to stop; false when it is finished already. */
  cancel(id: string, now: Date): Promise<boolean>;
  /** Fails a run that its engine has given up, whatever attempt it was at. */
  giveUp(id: string, error: RunError, now: Date): Promise<void>;
  /** Ends a run as canceled that its engine has canceled, whatever attempt it was at. */
  endCanceled(id: string, now: Date): Promise<void>;
  /** Notes that an engine is about to execute the run, and by which id it knows it. */
  noteEngineRun(id: string, engineRunId: string, now: Date): Promise<void>;
}

export function createRecorder(database: Database): RunRecorder {
  return {
    ...createAttemptRecorder(database),

    async record(request, now, transaction) {
      const client = transaction ?? database;
      const row = {
        ...request,
        id: request.id ?? newId(now),
        payload: request.payload,
        createdAt: now,
        // In its own process a run is never waiting for an engine.
        ...(request.engine === "in-process" ? { handedOverAt: now, aliveAt: now } : {}),
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
      await database.taskRun.updateMany({ where, data: { handedOverAt: now, aliveAt: now } });
    },

    async giveUp(id, error, now) {
      await noteFailure(database, Prisma.sql`id = ${id}::uuid`, error, { last: true }, now);
    },

    async endCanceled(id, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'canceled', finished_at = ${now}, cancel_requested_at = coalesce(cancel_requested_at, ${now})
        WHERE id = ${id}::uuid AND finished_at IS NULL`;
    },

    async noteEngineRun(id, engineRunId, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET engine_run_id = ${engineRunId}, handed_over_at = coalesce(handed_over_at, ${now}), alive_at = ${now}
        WHERE id = ${id}::uuid AND finished_at IS NULL`;
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
  };
}

function takenKey(request: RunRequest): DomainError {
  return new DomainError("conflict", `This idempotency key was used for a run of another task than ${request.task}.`, {
    fields: [{ field: "idempotencyKey", message: "use a new key for each piece of work" }],
  });
}
