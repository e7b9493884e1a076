import { Prisma, type Transaction } from "#lib/db/client.ts";
import type { IndexCursor, ScanStep } from "./delete-state.ts";
import { deleteUnlocked } from "./delete-unlocked.ts";
import { type DueRows, forceIndexScans, inOrder, names } from "./due-rows.ts";

/** The next rows of an index scan: at most `limit`, in the order of the index. */
export interface IndexRange {
  readonly after: IndexCursor | null;
  readonly limit: number;
}

/**
 * Deletes the next due rows of the index, and names those that are locked. Its cost follows the rows that it looks at.
 */
export async function scanIndex(
  transaction: Transaction,
  rows: DueRows,
  range: IndexRange,
): Promise<ScanStep & { readonly seen: number }> {
  await forceIndexScans(transaction);
  const outcome = await deleteUnlocked(transaction, rows, rowsInRange(rows, range));
  const { deleted, seen, last_at: at, last_id: id, locked_ids: lockedIds } = outcome;
  return {
    deleted,
    seen,
    lockedIds,
    reachedEnd: seen < range.limit,
    position: at !== null && id !== null ? { cursor: { at, id } } : {},
  };
}

/** The rows of a range, as the condition after WHERE. */
export function rowsInRange(rows: DueRows, { after, limit }: IndexRange): Prisma.Sql {
  const { key, id } = names(rows);
  const beyond = after ? Prisma.sql`AND (${key}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty;
  return Prisma.sql`${rows.due} ${beyond} ${inOrder(rows)} LIMIT ${limit}`;
}
