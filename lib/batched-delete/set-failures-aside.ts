import { z } from "zod";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import { afterRetry, afterScan, type DeleteState, type PageCursor, type ScanStep } from "./delete-state.ts";
import { deleteUnlocked, instantOf } from "./delete-unlocked.ts";
import { type DueRows, forceIndexScans, names } from "./due-rows.ts";
import type { FailedRow } from "./failed-rows.ts";
import { rowsInRange } from "./index-scan.ts";
import { endOf, rowsOnPages } from "./page-scan.ts";
import { retrySkipped } from "./retry-skipped.ts";
import { rowFailureReason } from "./row-failure.ts";

/** Should every one of these rows fail, the batch still takes well under a second. */
export const maxCarefulRows = 200;
const maxPages = 1;

/** A batch that looked at `size` rows or pages. */
interface CarefulBatch {
  readonly state: DeleteState;
  readonly size: number;
  readonly rows: number;
}

/**
 * A small batch in place of one that failed because of a row. It halves its rows, each half in a savepoint, until every
 * row that fails is alone. Those are set aside and counted, and all others are deleted.
 */
export async function batchSettingFailuresAside(
  transaction: Transaction,
  rows: DueRows,
  state: DeleteState,
): Promise<CarefulBatch> {
  await forceIndexScans(transaction);
  if (state.scanned) return retryLocked(transaction, rows, state);
  const { ids, ...next } = await (state.pages === null
    ? nextOfIndex(transaction, rows, state)
    : nextOfPages(transaction, rows, state.pages));
  const named = names(rows).id;
  const { outcomes, failed } = await inHalves(transaction, ids, (some) =>
    deleteUnlocked(transaction, rows, Prisma.sql`${named} = ANY(${some}::uuid[]) AND ${rows.due}`),
  );
  const deleted = sumOf(outcomes, (outcome) => outcome.deleted);
  const lockedIds = outcomes.flatMap((outcome) => outcome.locked_ids);
  return { state: afterScan(state, { ...next, deleted, lockedIds, failed }), size: next.size, rows: deleted };
}

async function retryLocked(transaction: Transaction, rows: DueRows, state: DeleteState): Promise<CarefulBatch> {
  const ids = state.lockedIds.slice(0, maxCarefulRows);
  const { outcomes, failed } = await inHalves(transaction, ids, (some) => retrySkipped(transaction, rows, some));
  const retried = outcomes.reduce(afterRetry, state);
  const step = { retried: failed.length, deleted: 0, skipped: {}, failed };
  const after = {
    ...afterRetry(retried, step),
    batches: state.batches + 1,
    lockedIds: state.lockedIds.slice(ids.length),
  };
  return { state: after, size: ids.length, rows: sumOf(outcomes, (outcome) => outcome.deleted) };
}

type Next = Pick<ScanStep, "position" | "reachedEnd"> & { readonly ids: readonly string[]; readonly size: number };

const indexRows = z.array(z.object({ id: z.uuid(), at: z.iso.datetime() }));

async function nextOfIndex(transaction: Transaction, rows: DueRows, { cursor }: DeleteState): Promise<Next> {
  const { table, id, key } = names(rows);
  const found = indexRows.parse(
    await transaction.$queryRaw`
      SELECT ${id}, ${instantOf(key)} AS at FROM ${table} WHERE ${rowsInRange(rows, { after: cursor, limit: maxCarefulRows })}`,
  );
  const last = found.at(-1);
  return {
    ids: found.map((row) => row.id),
    size: found.length,
    reachedEnd: found.length < maxCarefulRows,
    position: last ? { cursor: last } : {},
  };
}

const pageRows = z.array(z.object({ id: z.uuid() }));

async function nextOfPages(transaction: Transaction, rows: DueRows, pages: PageCursor): Promise<Next> {
  const { table, id } = names(rows);
  const range = { pages, count: maxPages };
  const found = pageRows.parse(
    await transaction.$queryRaw`SELECT ${id} FROM ${table} WHERE ${rowsOnPages(rows, range)}`,
  );
  const next = endOf(range);
  return {
    ids: found.map((row) => row.id),
    size: maxPages,
    reachedEnd: next === pages.end,
    position: { pages: { ...pages, next } },
  };
}

/**
 * Takes rows by their ids, in halves until every row that fails is alone.
 * @throws the errors of `take` that are not about a row
 */
export async function inHalves<Outcome>(
  transaction: Transaction,
  ids: readonly string[],
  take: (ids: readonly string[]) => Promise<Outcome>,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly failed: readonly FailedRow[] }> {
  const [only] = ids;
  if (only === undefined) return { outcomes: [], failed: [] };
  await transaction.$executeRaw`SAVEPOINT rows`;
  try {
    const outcome = await take(ids);
    await transaction.$executeRaw`RELEASE SAVEPOINT rows`;
    return { outcomes: [outcome], failed: [] };
  } catch (error) {
    const reason = rowFailureReason(error);
    if (reason === null) throw error;
    await transaction.$executeRaw`ROLLBACK TO SAVEPOINT rows`;
    await transaction.$executeRaw`RELEASE SAVEPOINT rows`;
    if (ids.length === 1) return { outcomes: [], failed: [{ id: only, reason }] };
  }
  const middle = Math.ceil(ids.length / 2);
  const first = await inHalves(transaction, ids.slice(0, middle), take);
  const second = await inHalves(transaction, ids.slice(middle), take);
  return { outcomes: [...first.outcomes, ...second.outcomes], failed: [...first.failed, ...second.failed] };
}

function sumOf<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((sum, item) => sum + count(item), 0);
}
