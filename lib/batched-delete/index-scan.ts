import { Prisma, type Transaction } from "#lib/db/client.ts";
import type { SweepKey, Walked } from "./delete-state.ts";
import { type DueRows, followIndexes, inOrder, names, remove } from "./due-rows.ts";

/** Which rows the next step of a walk looks at: no more than `limit`, in the order of the index. */
export interface Stretch {
  readonly after: SweepKey | null;
  readonly limit: number;
}

/** Removes the next due rows after a key, and says which ones others hold. Costs what it looks at. */
export async function walkIndex(
  transaction: Transaction,
  rows: DueRows,
  stretch: Stretch,
): Promise<Walked & { readonly seen: number }> {
  await followIndexes(transaction);
  const { taken, seen, last_at: at, last_id: id, passed_over } = await remove(transaction, rows, within(rows, stretch));
  return {
    taken,
    seen,
    passedOver: passed_over,
    reachedEnd: seen < stretch.limit,
    position: at !== null && id !== null ? { cursor: { at, id } } : {},
  };
}

/** The rows of a stretch, as what follows WHERE. */
export function within(rows: DueRows, { after, limit }: Stretch): Prisma.Sql {
  const { key, id } = names(rows);
  const beyond = after ? Prisma.sql`AND (${key}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty;
  return Prisma.sql`${rows.due} ${beyond} ${inOrder(rows)} LIMIT ${limit}`;
}
