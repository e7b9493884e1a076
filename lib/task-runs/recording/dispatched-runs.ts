import { type Database, inPlainTransaction, type Statement } from "#lib/db/client.ts";
import { databaseFailure } from "#lib/db/failure.ts";
import { newId } from "#lib/id.ts";
import { currentTraceParent } from "#lib/tracing/traceparent.ts";
import type { JsonObject } from "../json.ts";
import type { Run, RunEngine, RunTrigger } from "../schemas.ts";

/** Gives recorded runs of one task to a queue, by statements of the transaction that records them. */
export type DispatchWithin = (runs: readonly Run[], execute: Statement) => Promise<void>;

/** A run before it has an id. */
export interface NewRun {
  readonly task: string;
  readonly trigger: RunTrigger;
  readonly payload: JsonObject;
  readonly engine: RunEngine;
  readonly requestedBy?: string;
  readonly idempotencyKey?: string;
  /** The run that it repeats. */
  readonly retryOf?: string;
  /** The span that enqueues it. Default: the current one. */
  readonly traceParent?: string | null;
}

/** The queue did not take the runs, so they were not recorded either. */
export class NotDispatched extends Error {
  override readonly name = "NotDispatched";
}

/** The connection broke. Where that was at the commit, the runs are recorded all the same. */
export class MaybeRecorded extends Error {
  override readonly name = "MaybeRecorded";
}

/**
 * Records new runs and dispatches them, all in one transaction. Resolves to those recorded: a run whose idempotency key
 * is taken is left out.
 * @throws {NotDispatched} after which nothing is recorded
 * @throws {MaybeRecorded}
 */
export async function recordDispatched(
  database: Database,
  requests: readonly NewRun[],
  now: Date,
  dispatch: DispatchWithin,
): Promise<Run[]> {
  const runs = requests.map((request) => toNewRun(request, now));
  const recording = inPlainTransaction(database, async (execute) => {
    const traceParent = currentTraceParent();
    const given = JSON.stringify(requests.map((request, n) => ({ traceParent, ...request, ...runs[n] })));
    const { rows } = await execute(insert, [given]);
    const recorded = rows.length === runs.length ? runs : only(runs, rows);
    if (recorded.length === 0) return [];
    try {
      await dispatch(recorded, execute);
    } catch (cause) {
      throw new NotDispatched("The queue did not take the runs.", { cause });
    }
    return recorded;
  });
  return await recording.catch((cause: unknown) => {
    if (cause instanceof NotDispatched || databaseFailure(cause) !== "unreachable") throw cause;
    throw new MaybeRecorded("The database does not answer.", { cause });
  });
}

const insert = `
  INSERT INTO task_run (id, task, trigger, requested_by, payload, engine, created_at, dispatched_at, heartbeat_at,
    idempotency_key, retry_of, trace_parent)
  SELECT id, task, trigger, "requestedBy", payload, engine, "createdAt", "dispatchedAt", "dispatchedAt",
    "idempotencyKey", "retryOf", "traceParent"
  FROM json_to_recordset($1) AS run (id uuid, task text, trigger text, "requestedBy" uuid, payload jsonb, engine text,
    "createdAt" timestamptz, "dispatchedAt" timestamptz, "idempotencyKey" text, "retryOf" uuid,
    "traceParent" text)
  ON CONFLICT DO NOTHING
  RETURNING id`;

function only(runs: readonly Run[], rows: readonly unknown[]): Run[] {
  const ids = new Set(rows.map((row) => (row !== null && typeof row === "object" && "id" in row ? row.id : null)));
  return runs.filter(({ id }) => ids.has(id));
}

/** As the database makes it of a request. */
function toNewRun(request: NewRun, now: Date): Run {
  return {
    id: newId(now),
    task: request.task,
    trigger: request.trigger,
    requestedBy: request.requestedBy ?? null,
    payload: JSON.parse(JSON.stringify(request.payload)),
    status: "queued",
    attempt: 0,
    progress: null,
    result: null,
    error: null,
    failures: [],
    engine: request.engine,
    createdAt: now.toISOString(),
    dispatchedAt: now.toISOString(),
    startedAt: null,
    finishedAt: null,
    cancelRequestedAt: null,
    engineRunId: null,
    slot: null,
    heldAt: null,
    idempotencyKey: request.idempotencyKey ?? null,
  };
}
