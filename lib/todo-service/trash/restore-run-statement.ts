import { Prisma } from "#lib/db/client.ts";
import { instant } from "../instant.ts";
import { todoColumns, todoColumnsWith } from "../todos/rows.ts";

/** The next todos of a run in the order of their ids. */
export interface RunRange {
  readonly runId: string;
  readonly after: string | null;
  readonly limit: number;
}

const firstId = "00000000-0000-0000-0000-000000000000";
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * A range as the condition after WHERE. Only the index on (run_id, id) has this order, since no condition says that
 * `run_id` is one value. With an equality PostgreSQL may scan all of the trash by id instead.
 */
export function runRange({ runId, after, limit }: RunRange): Prisma.Sql {
  return Prisma.sql`run_id IS NOT NULL
    AND (run_id, id) > (${runId}::uuid, ${after ?? firstId}::uuid)
    AND (run_id, id) <= (${runId}::uuid, ${lastId}::uuid)
    ORDER BY run_id, id LIMIT ${limit}`;
}

/**
 * Moves the candidates of a run back to the lists of their owners, unless they are locked, their owner is being deleted
 * or their id is in the list already. `candidates` is the condition after WHERE. A subquery instead of NOT EXISTS: one
 * probe of the index for each candidate, and never a join with the whole list.
 */
export function restoreOfRun(candidates: Prisma.Sql, runId: string, now: Date): Prisma.Sql {
  const ofRun = Prisma.sql`trashed_todo.run_id = ${runId}::uuid`;
  const pinned = todoColumnsWith({
    pinned: Prisma.sql`pinned OR completed_at IS NOT NULL`,
    expiresAt: Prisma.sql`NULL`,
    updatedAt: instant(now),
  });
  return Prisma.sql`
    WITH candidate AS MATERIALIZED (
      SELECT ctid AS place, id AS candidate_id FROM trashed_todo WHERE ${candidates}
    ), lockable AS MATERIALIZED (
      SELECT trashed_todo.ctid AS place
      FROM candidate JOIN trashed_todo ON trashed_todo.ctid = candidate.place
        JOIN "user" AS parent ON parent.id = trashed_todo.owner_id
      WHERE ${ofRun} AND (SELECT todo.id FROM todo WHERE todo.id = trashed_todo.id) IS NULL
      FOR UPDATE OF trashed_todo SKIP LOCKED FOR KEY SHARE OF parent SKIP LOCKED
    ), restored AS (
      DELETE FROM trashed_todo USING lockable WHERE trashed_todo.ctid = lockable.place AND ${ofRun}
      RETURNING ${todoColumns}
    ), inserted AS (
      INSERT INTO todo (${todoColumns})
      SELECT ${pinned} FROM restored
    )
    SELECT (SELECT count(*)::int FROM candidate) AS seen, (SELECT count(*)::int FROM restored) AS restored,
      (SELECT candidate_id::text FROM candidate ORDER BY candidate_id DESC LIMIT 1) AS "lastId"`;
}
