import { type Database, Prisma } from "#lib/db/client.ts";
import { preparedOn } from "#lib/db/prepared.ts";
import { type Attempt, isCurrent, type StartedAttempt, startedColumns, toStarted } from "../attempts.ts";
import type { Json } from "../json.ts";
import type { RunEngine } from "../schemas.ts";
import { started, succeeded, type Values } from "./attempt-values.ts";

/** Runs that an engine has and nobody has executed yet. */
export interface Backlog {
  /** Those of a task that are not held, oldest first, among its oldest `max` + 100 unfinished runs. */
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
      // The bound inside makes PostgreSQL read the index in its order: it would sort the whole backlog each time.
      const { rows } = await execute(Prisma.sql`
        SELECT id FROM (
          SELECT id, status, engine, attempt, dispatched_at, cancel_requested_at, held_at FROM task_run
          WHERE task = ${task} AND finished_at IS NULL ORDER BY id LIMIT ${max + 100}
        ) AS oldest
        WHERE status = 'queued' AND engine = ${engine} AND attempt = 0 AND dispatched_at IS NOT NULL AND ${isFree}
        ORDER BY id LIMIT ${max}`);
      return rows.flatMap(([id]) => id ?? []);
    },

    async succeedAndStart(attempt, result, nextId, now) {
      // One UPDATE for both, since each reads the table's constraints and opens its indexes anew. The lock decides
      // whether the attempt is over, so that no other write comes between.
      const { rows } = await execute(Prisma.sql`
        WITH ending AS MATERIALIZED (SELECT id FROM task_run WHERE ${isCurrent(attempt)} FOR UPDATE)
        UPDATE task_run
        SET ${assigned(succeeded(result, now), started(now))}
        FROM ending
        WHERE task_run.id = ANY(ARRAY[ending.id, ${nextId}::uuid])
          AND (task_run.id = ending.id OR status = 'queued' AND attempt = 0 AND ${isFree})
        RETURNING ${startedColumns}`);
      return toStarted(rows.find(([id]) => id === nextId));
    },
  };
}

/** No one has stopped it, and no one holds it. */
const isFree = Prisma.sql`cancel_requested_at IS NULL AND held_at IS NULL`;

/** Gives the run that ends and the next their values. Each keeps the columns that only the other changes. */
function assigned(ending: Values, next: Values): Prisma.Sql {
  const columns = [...new Set([...Object.keys(ending), ...Object.keys(next)])];
  const assignments = columns.map((name) => {
    const column = Prisma.raw(name);
    return Prisma.sql`${column} = CASE WHEN task_run.id = ending.id THEN ${ending[name] ?? column} ELSE ${next[name] ?? column} END`;
  });
  return Prisma.join(assignments);
}
