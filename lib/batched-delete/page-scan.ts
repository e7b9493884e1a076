import { z } from "zod";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { sqlStateOf } from "#lib/db/sql-state.ts";
import type { PageCursor, ScanStep } from "./delete-state.ts";
import { deleteUnlocked } from "./delete-unlocked.ts";
import { type DueRows, inOrder, isDue, names } from "./due-rows.ts";

/** Fewer due rows than this are fetched fast enough in any order. */
const minDueRows = 10_000;

/** The time that `scanPages` waits for a locked row: longer than it takes people to save something. */
const lockTimeoutMs = 20;

const planRow = z.tuple([z.object({ pages: z.number(), file: z.number(), due: z.int() })]);
const fileRow = z.tuple([z.object({ file: z.number() })]);

/**
 * A page scan of the whole table, or null where an index scan costs less. Reading page after page is cheaper when each
 * page holds one due row on average; an index scan would fetch the rows from all over the table.
 */
export async function planPageScan(
  database: Database,
  rows: DueRows,
  minRows = minDueRows,
): Promise<PageCursor | null> {
  const { table } = names(rows);
  const [{ pages, file, due }] = planRow.parse(
    await database.$queryRaw`
      SELECT pages, ${fileOf(rows)} AS file, (
        SELECT count(*) FROM (
          SELECT FROM ${table} WHERE ${rows.due} ${inOrder(rows)} LIMIT greatest(pages, ${minRows}::float8)) AS due
      )::int AS due
      FROM (SELECT ceil(pg_relation_size(${regclass(rows)}) / current_setting('block_size')::float8) AS pages) AS size`,
  );
  return due < Math.max(pages, minRows) ? null : { next: 0, end: pages, file };
}

/** Whether the table still has the same pages. VACUUM FULL and CLUSTER move its rows to others. */
export async function hasSamePages(database: Database, rows: DueRows, pages: PageCursor): Promise<boolean> {
  const [{ file }] = fileRow.parse(await database.$queryRaw`SELECT ${fileOf(rows)} AS file`);
  return file === pages.file;
}

const regclass = (rows: DueRows) => Prisma.raw(`'"${rows.table}"'::regclass`);
const fileOf = (rows: DueRows) => Prisma.sql`pg_relation_filenode(${regclass(rows)})::bigint::float8`;

/** The next pages of a page scan: at most `count`. */
export interface PageRange {
  readonly pages: PageCursor;
  readonly count: number;
}

/**
 * Deletes the due rows of the next pages with one plain DELETE.
 * @throws {Prisma.PrismaClientKnownRequestError} for a locked row, see `isLockTimeout`.
 */
export async function scanPages(transaction: Transaction, rows: DueRows, range: PageRange): Promise<ScanStep> {
  await transaction.$queryRaw`SELECT set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`;
  return stepOf(range, await transaction.$executeRaw(deletePagesStatement(rows, range)), []);
}

/** Does the same without waiting for any lock, and names the locked rows. Slower: it locks row by row. */
export async function scanPagesSkippingLocked(
  transaction: Transaction,
  rows: DueRows,
  range: PageRange,
): Promise<ScanStep> {
  const { deleted, locked_ids: lockedIds } = await deleteUnlocked(transaction, rows, rowsOnPages(rows, range));
  return stepOf(range, deleted, lockedIds);
}

/**
 * Whether a statement failed because one of its rows stayed locked. PostgreSQL forgets why it cancels a statement
 * (57014) if that gets its row at that very moment and begins to wait for the next.
 */
export function isLockTimeout(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === "55P03" || state === "57014";
}

/** The statement of `scanPages`. PostgreSQL checks a row again that changed while the statement waited for it. */
export function deletePagesStatement(rows: DueRows, range: PageRange): Prisma.Sql {
  const { table } = names(rows);
  const statement = Prisma.sql`DELETE FROM ${table} WHERE ${rowsOnPages(rows, range)}`;
  return rows.moveTo
    ? Prisma.sql`WITH deleted AS (${statement} RETURNING ${table}.*) ${rows.moveTo.insert}`
    : statement;
}

/** The due rows of a range, as the condition after WHERE. */
export function rowsOnPages(rows: DueRows, range: PageRange): Prisma.Sql {
  const { ctid } = names(rows);
  const startOf = (page: number) => Prisma.sql`${`(${page},0)`}::tid`;
  return Prisma.sql`${ctid} >= ${startOf(range.pages.next)} AND ${ctid} < ${startOf(endOf(range))} AND ${isDue(rows)}`;
}

/** The first page after a range. */
export function endOf({ pages, count }: PageRange): number {
  return Math.min(pages.next + count, pages.end);
}

function stepOf(range: PageRange, deleted: number, lockedIds: readonly string[]): ScanStep {
  const next = endOf(range);
  const position = { pages: { ...range.pages, next } };
  return { deleted, lockedIds, reachedEnd: next === range.pages.end, position };
}
