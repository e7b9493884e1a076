import { type DueRows, inOrder, names } from "#lib/batched-delete/due-rows.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { purgeableTrash } from "../trash/purge.ts";
import { dueTodos } from "./cleanup-due.ts";

/** Counts the rows that a removal would take, before its first row. Counts no further than `limit`. */
export interface RemovalCounts {
  countCleanup(request: { readonly asOf: Date; readonly days?: number }, limit: number): Promise<number>;
  countPurge(request: { readonly now: Date }, limit: number): Promise<number>;
}

export function createRemovalCounts(options: { database: Database; trashDays: number }): RemovalCounts {
  const { database, trashDays } = options;
  return {
    countCleanup: (request, limit) => countDue(database, dueTodos(request), limit),
    countPurge: ({ now }, limit) => countDue(database, purgeableTrash({ now, trashDays }), limit),
  };
}

async function countDue(database: Database, rows: DueRows, limit: number): Promise<number> {
  const [row] = await database.$queryRaw<{ count: number }[]>(Prisma.sql`
    SELECT count(*)::int AS count
    FROM (SELECT 1 FROM ${names(rows).table} WHERE ${rows.due} ${inOrder(rows)} LIMIT ${limit}) AS due`);
  return row?.count ?? 0;
}
