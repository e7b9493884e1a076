import { z } from "zod";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import type { Retried } from "./delete-state.ts";
import { type DueRows, followIndexes, names, removing } from "./due-rows.ts";

const countsRow = z.tuple([z.record(z.string(), z.int().min(0))]);

/** Tries rows by id once more; counts by reason those that still can't or no longer need to be removed. */
export async function tryAgain(transaction: Transaction, rows: DueRows, ids: readonly string[]): Promise<Retried> {
  await followIndexes(transaction);
  const { table, id } = names(rows);
  const named = Prisma.sql`${id} = ANY(${ids}::uuid[])`;
  const [row] = countsRow.parse(
    await transaction.$queryRaw`
      ${removing(rows, Prisma.sql`${named} AND ${rows.due}`)}
      SELECT (SELECT count(*)::int FROM gone) AS taken, (SELECT count(*)::int FROM candidate) AS seen ${reasonCounts(rows)}
      FROM ${table} WHERE ${named}`,
  );
  const { taken = 0, seen = 0, ...skipped } = row;
  return { tried: ids.length, taken, skipped: { locked: seen - taken, ...skipped } };
}

/** One more column for each reason, counting the rows for which it is the first that applies. */
function reasonCounts({ due, reasons = {} }: DueRows): Prisma.Sql {
  const entries = Object.entries(reasons);
  const columns = entries.map(([reason, applies], index) => {
    const earlier = entries.slice(0, index).map(([, other]) => Prisma.sql`AND (${other}) IS NOT TRUE`);
    const first = Prisma.join([Prisma.sql`(${due}) IS NOT TRUE AND (${applies}) IS TRUE`, ...earlier], " ");
    return Prisma.sql`, count(*) FILTER (WHERE ${first})::int AS ${Prisma.raw(`"${reason}"`)}`;
  });
  return columns.length > 0 ? Prisma.join(columns, " ") : Prisma.empty;
}
