import { type Database, Prisma } from "#lib/db/client.ts";
import { preparedOn } from "#lib/db/prepared.ts";
import {
  type Attempt,
  type StartedAttempt,
  startedColumns,
  startedNotAfter,
  succeeding,
  toStarted,
} from "../attempts.ts";
import { withStart } from "../history/run-log.ts";
import type { Json } from "../json.ts";
import type { RunEngine } from "../schemas.ts";

/** Runs that an engine has and nobody has executed yet. */
export interface Backlog {
  /** Those of a task that are not held, oldest first. */
  waiting(task: string, engine: RunEngine, max: number): Promise<string[]>;
  /**
   * Records that an attempt has succeeded, and starts the first attempt of a run of the backlog in the same statement.
   * Null where that run waits no more, or the attempt was over before: then nothing is started.
   */
  succeedAndStart(attempt: Attempt, result: Json, nextId: string, now: Date): Promise<StartedAttempt | null>;
}

export function createBacklog(database: Database): Backlog {
  const execute = preparedOn(database);
  return {
    async waiting(task, engine, max) {
      const { rows } = await execute(Prisma.sql`
        SELECT id FROM task_run
        WHERE status = 'queued' AND task = ${task} AND engine = ${engine} AND attempt = 0
          AND dispatched_at IS NOT NULL AND ${isFree}
        ORDER BY id LIMIT ${max}`);
      return rows.flatMap(([id]) => id ?? []);
    },

    async succeedAndStart(attempt, result, nextId, now) {
      const { rows } = await execute(Prisma.sql`
        WITH ended AS (${succeeding(attempt, result, now)} RETURNING id)
        UPDATE task_run
        SET status = 'running', attempt = 1, started_at = ${startedNotAfter(now)}, heartbeat_at = ${now},
            log = ${withStart(now)}
        WHERE id = ${nextId}::uuid AND status = 'queued' AND attempt = 0 AND ${isFree} AND EXISTS (SELECT FROM ended)
        RETURNING ${startedColumns}`);
      return toStarted(rows[0]);
    },
  };
}

/** No one has stopped it, and no one holds it. */
const isFree = Prisma.sql`finished_at IS NULL AND cancel_requested_at IS NULL AND held_at IS NULL`;
