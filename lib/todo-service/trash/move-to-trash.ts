import type { Database, Prisma } from "#lib/db/client.ts";
import { todoColumns } from "../todos/rows.ts";

/** Moves todos to the trash in one statement, or deletes them where `trashDays` is 0. @returns how many. */
export function moveToTrash(move: {
  readonly database: Database;
  readonly trashDays: number;
  readonly which: Prisma.Sql;
  readonly now: Date;
}): Promise<number> {
  const { database, trashDays, which, now } = move;
  if (trashDays === 0) return database.$executeRaw`DELETE FROM todo WHERE ${which}`;
  return database.$executeRaw`
    WITH deleted AS (DELETE FROM todo WHERE ${which} RETURNING ${todoColumns})
    INSERT INTO trashed_todo (${todoColumns}, trashed_at, reason)
    SELECT ${todoColumns}, ${now}, 'user' FROM deleted`;
}
