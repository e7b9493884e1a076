import { z } from "zod";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import type { SweepPages, Walked } from "./delete-state.ts";
import { type DueRows, inOrder, isDue, names, remove } from "./due-rows.ts";

/** Fewer rows than this are quickly fetched in any order. */
const fewRows = 10_000;

/** How long the quick statement waits for a row that somebody holds: longer than it takes people to save something. */
const patienceMs = 20;

const surveyRow = z.tuple([z.object({ pages: z.number(), file: z.number(), due: z.int() })]);
const fileRow = z.tuple([z.object({ file: z.number() })]);

/**
 * The pages of the table when on average at least one row on each is due, so that reading them one after the other
 * costs less than fetching the rows in the order of the index, from all over the table; otherwise null.
 */
export async function surveyPages(database: Database, rows: DueRows, few = fewRows): Promise<SweepPages | null> {
  const { table } = names(rows);
  const [{ pages, file, due }] = surveyRow.parse(
    await database.$queryRaw`
      SELECT pages, ${fileOf(rows)} AS file, (
        SELECT count(*) FROM (
          SELECT FROM ${table} WHERE ${rows.due} ${inOrder(rows)} LIMIT greatest(pages, ${few}::float8)) AS due
      )::int AS due
      FROM (SELECT ceil(pg_relation_size(${regclass(rows)}) / current_setting('block_size')::float8) AS pages) AS size`,
  );
  return due < Math.max(pages, few) ? null : { next: 0, end: pages, file };
}

/** Whether the pages are still those of the table: VACUUM FULL or CLUSTER would have put other rows onto them. */
export async function isSameTable(database: Database, rows: DueRows, pages: SweepPages): Promise<boolean> {
  const [{ file }] = fileRow.parse(await database.$queryRaw`SELECT ${fileOf(rows)} AS file`);
  return file === pages.file;
}

const regclass = (rows: DueRows) => Prisma.raw(`'"${rows.table}"'::regclass`);
const fileOf = (rows: DueRows) => Prisma.sql`pg_relation_filenode(${regclass(rows)})::bigint::float8`;

/** Which pages the next step of a walk reads. */
export interface PageRange {
  readonly pages: SweepPages;
  readonly count: number;
}

/**
 * Removes what is due on the next pages, in one go.
 * @throws {Prisma.PrismaClientKnownRequestError} see `isHeldUp`.
 */
export async function walkPages(transaction: Transaction, rows: DueRows, range: PageRange): Promise<Walked> {
  await transaction.$queryRaw`SELECT set_config('lock_timeout', ${String(patienceMs)}, true)`;
  return walked(range, { taken: await transaction.$executeRaw(removalAtOnce(rows, range)), passedOver: [] });
}

/** Does the same without ever waiting for anybody, row by row, and says which ones others hold. */
export async function walkPagesCarefully(transaction: Transaction, rows: DueRows, range: PageRange): Promise<Walked> {
  const { taken, passed_over } = await remove(transaction, rows, on(rows, range));
  return walked(range, { taken, passedOver: passed_over });
}

const lockTimeout = z.object({
  driverAdapterError: z.object({ cause: z.object({ originalCode: z.literal("55P03") }) }),
});

/** Whether a step failed because somebody holds one of its rows for long. */
export function isHeldUp(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && lockTimeout.safeParse(error.meta).success;
}

/** The statement behind `walkPages`: PostgreSQL itself looks again at a row that changed while it waited for it. */
export function removalAtOnce(rows: DueRows, range: PageRange): Prisma.Sql {
  const { table } = names(rows);
  const removal = Prisma.sql`DELETE FROM ${table} WHERE ${on(rows, range)}`;
  return rows.moveTo ? Prisma.sql`WITH gone AS (${removal} RETURNING ${table}.*) ${rows.moveTo.insert}` : removal;
}

/** The due rows on these pages, as what follows WHERE. */
export function on(rows: DueRows, range: PageRange): Prisma.Sql {
  const { ctid } = names(rows);
  const place = (page: number) => Prisma.sql`${`(${page},0)`}::tid`;
  return Prisma.sql`${ctid} >= ${place(range.pages.next)} AND ${ctid} < ${place(endOf(range))} AND ${isDue(rows)}`;
}

function endOf({ pages, count }: PageRange): number {
  return Math.min(pages.next + count, pages.end);
}

function walked(range: PageRange, removed: Pick<Walked, "taken" | "passedOver">): Walked {
  const next = endOf(range);
  return { ...removed, reachedEnd: next === range.pages.end, position: { pages: { ...range.pages, next } } };
}
