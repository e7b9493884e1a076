import { isDeepStrictEqual } from "node:util";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { preparedOn } from "#lib/db/prepared.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { currentTraceParent } from "#lib/tracing/traceparent.ts";
import { type AttemptStore, createAttemptStore, recordFailure } from "./attempts.ts";
import type { JsonObject } from "./json.ts";
import { type Backlog, createBacklog } from "./recording/backlog.ts";
import { type DispatchWithin, type NewRun, recordDispatched } from "./recording/dispatched-runs.ts";
import { goneTaskError } from "./run-error.ts";
import { toRun } from "./run-rows.ts";
import type { Run, RunEngine, RunError } from "./schemas.ts";

/** The fields of a run when it is recorded. */
export interface RunRequest extends NewRun {
  /** Default: a new id. */
  readonly id?: string;
  readonly slot?: Date;
}

/** Records runs and their attempts, whichever engine executes them. No method changes a finished run. */
export interface RunStore extends AttemptStore, Backlog {
  /**
   * Records a queued run. The same id or idempotency key again, for the same task and payload, returns the existing
   * run, with `created: false`.
   * @throws {DomainError} `conflict` when the id or key was used for another task or payload.
   */
  record(request: RunRequest, now: Date, transaction?: Transaction): Promise<{ run: Run; created: boolean }>;
  /** Records new runs in one statement, in their order: all of them, or none. */
  recordMany(requests: readonly Omit<NewRun, "idempotencyKey">[], now: Date): Promise<Run[]>;
  /**
   * Records new runs of one task and dispatches them, in one transaction. Leaves out those whose idempotency key is
   * taken. @throws {NotDispatched} after which nothing is recorded
   */
  recordDispatched(requests: readonly NewRun[], now: Date, dispatch: DispatchWithin): Promise<Run[]>;
  /** Records that an engine accepted runs that were not executed yet. */
  markAllDispatched(ids: readonly string[], now: Date): Promise<void>;
  /** Records that an engine accepted the run. Does nothing when the run was started and requeued since it was read. */
  markDispatched(run: Pick<Run, "id" | "attempt">, now: Date): Promise<void>;
  /** Cancels a queued run at once and asks a running one to stop; false when it is finished already. */
  cancel(id: string, now: Date): Promise<boolean>;
  /** Fails a run that its engine gave up, whatever attempt it is at. */
  failRun(id: string, error: RunError, now: Date): Promise<void>;
  /**
   * Fails the runs of tasks that are not among these, if nothing has touched them since then: no process has their
   * code.
   */
  failRunsOfOtherTasks(tasks: readonly string[], since: Date, now: Date): Promise<void>;
  /** Makes the queued runs of an engine undispatched after its queue was lost. */
  undispatchQueued(engine: RunEngine): Promise<void>;
  /** Finishes a run as canceled after its engine canceled it, whatever attempt it is at. */
  cancelRun(id: string, now: Date): Promise<void>;
  /** Records that an engine is about to execute the run, and the engine's own id for it. */
  linkEngineRun(id: string, engineRunId: string, now: Date): Promise<void>;
}

export function createRunStore(database: Database): RunStore {
  const execute = preparedOn(database);
  return {
    ...createAttemptStore(database),
    ...createBacklog(database),

    async record(request, now, transaction) {
      const client = transaction ?? database;
      const row = {
        ...request,
        id: request.id ?? newId(now),
        payload: request.payload,
        createdAt: now,
        traceParent: request.traceParent ?? currentTraceParent(),
        // A run that this process executes itself never waits for an engine.
        ...(request.engine === "in-process" ? { dispatchedAt: now, heartbeatAt: now } : {}),
      };
      const [created] = await client.taskRun.createManyAndReturn({ data: [row], skipDuplicates: true });
      if (created) return { run: toRun(created), created: true };
      const existing = await client.taskRun.findFirst({
        where: {
          OR: [{ id: row.id }, ...(request.idempotencyKey ? [{ idempotencyKey: request.idempotencyKey }] : [])],
        },
      });
      if (!existing || existing.task !== request.task) throw takenKey(request, `of another task than ${request.task}`);
      if (!isSamePayload(existing.payload, request.payload)) throw takenKey(request, "with another payload");
      return { run: toRun(existing), created: false };
    },

    async recordMany(requests, now) {
      const traceParent = currentTraceParent();
      const rows = requests.map((request) => ({ ...request, id: newId(now), createdAt: now, traceParent }));
      const created = await database.taskRun.createManyAndReturn({ data: rows });
      const runs = new Map(created.map((row) => [row.id, toRun(row)]));
      return rows.flatMap(({ id }) => runs.get(id) ?? []);
    },

    recordDispatched: (requests, now, dispatch) => recordDispatched(database, requests, now, dispatch),

    async markAllDispatched(ids, now) {
      await execute(Prisma.sql`
        UPDATE task_run SET dispatched_at = ${now}, heartbeat_at = ${now}
        WHERE id = ANY(${[...ids]}::uuid[]) AND attempt = 0 AND dispatched_at IS NULL AND finished_at IS NULL`);
    },

    async markDispatched({ id, attempt }, now) {
      await execute(Prisma.sql`
        UPDATE task_run SET dispatched_at = ${now}, heartbeat_at = ${now}
        WHERE id = ${id}::uuid AND attempt = ${attempt} AND dispatched_at IS NULL AND finished_at IS NULL`);
    },

    async failRun(id, error, now) {
      await recordFailure(database, Prisma.sql`id = ${id}::uuid`, error, { last: true }, now);
    },

    async failRunsOfOtherTasks(tasks, since, now) {
      const which = Prisma.sql`
        NOT task = ANY(${[...tasks]}::text[]) AND coalesce(heartbeat_at, started_at, dispatched_at, created_at) < ${since}`;
      await recordFailure(database, which, goneTaskError, { last: true }, now);
    },

    async undispatchQueued(engine) {
      const where = { engine, status: "queued", finishedAt: null, dispatchedAt: { not: null } };
      await database.taskRun.updateMany({ where, data: { dispatchedAt: null, heartbeatAt: null } });
    },

    async cancelRun(id, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET status = 'canceled', finished_at = ${now}, cancel_requested_at = coalesce(cancel_requested_at, ${now})
        WHERE id = ${id}::uuid AND finished_at IS NULL`;
    },

    async linkEngineRun(id, engineRunId, now) {
      await database.$executeRaw`
        UPDATE task_run
        SET engine_run_id = ${engineRunId}, dispatched_at = coalesce(dispatched_at, ${now}), heartbeat_at = ${now}
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

/** As JSON: stored values have no undefined fields, and their fields in an order of their own. */
function isSamePayload(stored: unknown, given: JsonObject): boolean {
  return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(given)));
}

function takenKey(request: RunRequest, use: string): DomainError {
  const [field, name] = request.idempotencyKey ? ["idempotencyKey", "idempotency key"] : ["id", "id"];
  return new DomainError("conflict", `This ${name} was used for a run ${use}.`, {
    fields: [{ field, message: `use a new ${name} for each piece of work` }],
  });
}
