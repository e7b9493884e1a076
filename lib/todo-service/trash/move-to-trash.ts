import { type Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { instant } from "../instant.ts";
import { todoColumns } from "../todos/rows.ts";

// A subquery for each row: as NOT EXISTS, PostgreSQL may scan the whole trash for a few todos.
const isNotInTrash = Prisma.sql`(SELECT trashed_todo.id FROM trashed_todo WHERE trashed_todo.id = todo.id) IS NULL`;

/**
 * Moves todos to the trash in one statement, or deletes them where `trashDays` is 0. A todo whose id is in the trash
 * already stays in the list.
 * @returns the number of moved or deleted todos.
 */
export function moveToTrash(move: {
  readonly database: Database;
  readonly trashDays: number;
  readonly which: Prisma.Sql;
  readonly now: Date;
}): Promise<number> {
  return retryConflict(() => move.database.$executeRaw(moveStatement({ ...move, now: instant(move.now) })));
}

/** The statement, which affects as many rows as it moves. */
export function moveStatement(move: {
  readonly trashDays: number;
  readonly which: Prisma.Sql;
  readonly now: Prisma.Sql;
}): Prisma.Sql {
  const { trashDays, which, now } = move;
  if (trashDays === 0) return Prisma.sql`DELETE FROM todo WHERE ${which}`;
  return Prisma.sql`
    WITH deleted AS (
      DELETE FROM todo WHERE ${which} AND ${isNotInTrash}
      RETURNING ${todoColumns}
    )
    INSERT INTO trashed_todo (${todoColumns}, trashed_at, reason)
    SELECT ${todoColumns}, ${now}, 'user' FROM deleted`;
}
