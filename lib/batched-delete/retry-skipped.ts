import { z } from "zod";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import type { RetryStep } from "./delete-state.ts";
import { deletingCandidates } from "./delete-unlocked.ts";
import { type DueRows, forceIndexScans, names } from "./due-rows.ts";

const countsRow = z.tuple([z.record(z.string(), z.int().min(0))]);

/** Retries locked rows by id, and counts by reason those that are still locked or not due any more. */
export async function retrySkipped(
  transaction: Transaction,
  rows: DueRows,
  ids: readonly string[],
): Promise<RetryStep> {
  await forceIndexScans(transaction);
  const { table, id } = names(rows);
  const named = Prisma.sql`${id} = ANY(${ids}::uuid[])`;
  const [row] = countsRow.parse(
    await transaction.$queryRaw`
      ${deletingCandidates(rows, Prisma.sql`${named} AND ${rows.due}`)}
      SELECT (SELECT count(*)::int FROM deleted) AS deleted, (SELECT count(*)::int FROM candidate) AS seen
        ${reasonCounts(rows)}
      FROM ${table} WHERE ${named}`,
  );
  const { deleted = 0, seen = 0, ...skipped } = row;
  return { retried: ids.length, deleted, skipped: { locked: seen - deleted, ...skipped } };
}

/** One more column for each reason. It counts the rows for which this reason is the first that applies. */
function reasonCounts({ due, reasons = {} }: DueRows): Prisma.Sql {
  const entries = Object.entries(reasons);
  const columns = entries.map(([reason, applies], index) => {
    const earlier = entries.slice(0, index).map(([, other]) => Prisma.sql`AND (${other}) IS NOT TRUE`);
    const first = Prisma.join([Prisma.sql`(${due}) IS NOT TRUE AND (${applies}) IS TRUE`, ...earlier], " ");
    return Prisma.sql`, count(*) FILTER (WHERE ${first})::int AS ${Prisma.raw(`"${reason}"`)}`;
  });
  return columns.length > 0 ? Prisma.join(columns, " ") : Prisma.empty;
}
