import { Prisma } from "#lib/db/client.ts";
import { toInstant } from "#lib/instant.ts";
import { lockedOwner } from "../retention/locked-owner.ts";
import type { Owner } from "../schemas.ts";
import { todoColumns, todoColumnsWith } from "../todos/rows.ts";
import { matchesInTrash } from "./trash-list.ts";
import type { Restore, RestoreMany } from "./trash-schemas.ts";

// A subquery for each row: as NOT EXISTS, PostgreSQL may scan the whole list for a few todos.
const isNotInList = Prisma.sql`(SELECT todo.id FROM todo WHERE todo.id = trashed_todo.id) IS NULL`;

/** Moves todos of the owner back to the list. A todo whose id is in the list already stays in the trash. */
export function restoreStatement(owner: Owner, which: Prisma.Sql, { undo = false }: Restore, now: Date): Prisma.Sql {
  const isEndangered = undo ? Prisma.sql`reason = 'cleanup'` : Prisma.sql`true`;
  const isPinned = Prisma.sql`pinned OR completed_at IS NOT NULL AND ${isEndangered}`;
  const restored = todoColumnsWith({
    pinned: Prisma.sql`is_pinned`,
    expiresAt: Prisma.sql`CASE WHEN NOT is_pinned THEN due_at END`,
    updatedAt: Prisma.sql`${now}`,
  });
  return Prisma.sql`
    WITH owner AS MATERIALIZED (
      ${lockedOwner(owner)}
    ), restored AS (
      DELETE FROM trashed_todo WHERE owner_id = (SELECT id FROM owner) AND ${which} AND ${isNotInList}
      RETURNING ${todoColumns}, reason
    ), due AS (
      SELECT restored.*, completed_at + (SELECT retention_days FROM owner) * interval '24 hours' AS due_at
      FROM restored
    ), judged AS (
      SELECT *, ${isPinned} AS is_pinned FROM due
    )
    INSERT INTO todo (${todoColumns})
    SELECT ${restored} FROM judged`;
}

/** The todos that meet every condition named, at least one. */
export function namedBy({ ids, runId, trashedAt, q }: RestoreMany): Prisma.Sql {
  const conditions = [
    ...(ids === undefined ? [] : [Prisma.sql`id = ANY(${ids}::uuid[])`]),
    ...(runId === undefined ? [] : [Prisma.sql`run_id = ${runId}::uuid`]),
    ...(trashedAt === undefined ? [] : [Prisma.sql`trashed_at = ${toInstant(trashedAt)}`]),
    ...(q === undefined ? [] : [matchesInTrash(q)]),
  ];
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.join(conditions, " AND ");
}
