import { z } from "zod";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import type { Retried, SweepKey, Walked } from "./sweep-state.ts";

/** The rows of one table that a sweep removes. Fragments name columns with their table: `todo.expires_at`. */
export interface DueRows {
  readonly table: "todo" | "trashed_todo" | "task_run";
  /** The instant that makes a row due; an index on (key, id) must cover the due rows. */
  readonly key: string;
  /** Which rows are due. Evaluated again on the newest version of each row when it is locked. */
  readonly due: Prisma.Sql;
  /** Where removed rows go; without it they are gone for good. */
  readonly moveTo?: MoveTo;
  /** Why a row stopped being due while somebody else held it: the first that applies is counted. */
  readonly reasons?: Readonly<Record<string, Prisma.Sql>>;
}

/** A statement that inserts the rows of `gone`, which has the columns of the swept table. */
export interface MoveTo {
  readonly insert: Prisma.Sql;
  /**
   * A table that the inserted rows refer to and the swept rows' column for it. Its rows are locked first, skipping
   * rows whose parent somebody is deleting: else the foreign key's check would wait for them, in a deadlock at worst.
   */
  readonly parent: { readonly table: "user"; readonly column: string };
}

const instantText = Prisma.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);
const countRow = z.int().min(0);

/** Whether any row is due: one probe of the index. */
export async function anyDue(database: Database, rows: DueRows): Promise<boolean> {
  const found = await database.$queryRaw<unknown[]>(dueProbe(rows));
  return found.length > 0;
}

/** The statement behind `anyDue`. */
export function dueProbe(rows: DueRows): Prisma.Sql {
  const { table } = names(rows);
  return Prisma.sql`SELECT 1 AS due FROM ${table} WHERE ${rows.due} ${inOrder(rows)} LIMIT 1`;
}

/** Which rows the next step of a walk looks at. */
export interface Stretch {
  readonly after: SweepKey | null;
  readonly limit: number;
}

/**
 * Makes a transaction follow indexes in their order. With statistics from before many rows became due, PostgreSQL
 * would otherwise collect and sort all of them in every batch.
 */
export async function followIndexes(transaction: Transaction): Promise<void> {
  await transaction.$queryRaw`
    SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`;
}

const walkedRow = z.tuple([
  z.object({
    taken: countRow,
    seen: countRow,
    last_at: z.iso.datetime().nullable(),
    last_id: z.uuid().nullable(),
    passed_over: z.array(z.uuid()),
  }),
]);

/** Removes the next due rows after a key, looking at no more than `limit`, and says which ones others hold. */
export async function walkOn(
  transaction: Transaction,
  rows: DueRows,
  stretch: Stretch,
): Promise<Walked & { readonly seen: number }> {
  const [row] = walkedRow.parse(await transaction.$queryRaw(removeNext(rows, stretch)));
  const last = row.last_at !== null && row.last_id !== null ? { at: row.last_at, id: row.last_id } : null;
  const reachedEnd = row.seen < stretch.limit;
  return { taken: row.taken, seen: row.seen, last, reachedEnd, passedOver: row.passed_over };
}

/** The statement behind `walkOn`. */
export function removeNext(rows: DueRows, { after, limit }: Stretch): Prisma.Sql {
  const { key, id } = names(rows);
  const beyond = after ? Prisma.sql`AND (${key}, ${id}) > (${after.at}::timestamptz, ${after.id}::uuid)` : Prisma.empty;
  return Prisma.sql`
    ${removing(rows, Prisma.sql`${rows.due} ${beyond} ${inOrder(rows)} LIMIT ${limit}`)}
    SELECT
      tally.taken, tally.seen, last.last_at, last.last_id,
      CASE WHEN tally.taken < tally.seen
        THEN ARRAY(SELECT row_id::text FROM candidate WHERE row_id NOT IN (SELECT id FROM gone)) ELSE '{}' END AS passed_over
    FROM (SELECT (SELECT count(*)::int FROM gone) AS taken, (SELECT count(*)::int FROM candidate) AS seen) AS tally
    LEFT JOIN (
      SELECT to_char(row_key AT TIME ZONE 'UTC', ${instantText}) AS last_at, row_id::text AS last_id
      FROM candidate ORDER BY row_key DESC, row_id DESC LIMIT 1
    ) AS last ON true`;
}

const retriedRow = z.tuple([z.record(z.string(), countRow)]);

/** Tries rows by id once more; counts by reason those that still can't or no longer need to be removed. */
export async function retry(transaction: Transaction, rows: DueRows, ids: readonly string[]): Promise<Retried> {
  const { table, id } = names(rows);
  const named = Prisma.sql`${id} = ANY(${ids}::uuid[])`;
  const reasons = Object.entries(rows.reasons ?? {});
  const counted = reasons.map(([reason, applies], index) => {
    const earlier = reasons.slice(0, index).map(([, other]) => Prisma.sql`AND (${other}) IS NOT TRUE`);
    const first = Prisma.join([Prisma.sql`(${rows.due}) IS NOT TRUE AND (${applies}) IS TRUE`, ...earlier], " ");
    return Prisma.sql`, count(*) FILTER (WHERE ${first})::int AS ${Prisma.raw(`"${reason}"`)}`;
  });
  const [row] = retriedRow.parse(
    await transaction.$queryRaw`
      ${removing(rows, Prisma.sql`${named} AND ${rows.due}`)}
      SELECT (SELECT count(*)::int FROM gone) AS taken, (SELECT count(*)::int FROM candidate) AS seen
        ${counted.length > 0 ? Prisma.join(counted, " ") : Prisma.empty}
      FROM ${table} WHERE ${named}`,
  );
  const { taken = 0, seen = 0, ...skipped } = row;
  return { tried: ids.length, taken, skipped: { locked: seen - taken, ...skipped } };
}

/**
 * One statement removes the candidates: found in the index, locked unless somebody holds them, deleted, moved. A row
 * that changed after the statement's snapshot has another ctid, so it is never deleted unseen: it counts as passed over.
 */
function removing(rows: DueRows, candidates: Prisma.Sql): Prisma.Sql {
  const { table, ctid, key, id } = names(rows);
  const parent = rows.moveTo
    ? {
        join: Prisma.raw(
          `JOIN "${rows.moveTo.parent.table}" AS parent ON parent.id = "${rows.table}"."${rows.moveTo.parent.column}"`,
        ),
        lock: Prisma.sql`FOR KEY SHARE OF parent SKIP LOCKED`,
      }
    : { join: Prisma.empty, lock: Prisma.empty };
  return Prisma.sql`
    WITH candidate AS MATERIALIZED (
      SELECT ${ctid} AS place, ${key} AS row_key, ${id} AS row_id FROM ${table} WHERE ${candidates}
    ), held AS MATERIALIZED (
      SELECT ${ctid} AS place
      FROM candidate JOIN ${table} ON ${ctid} = candidate.place ${parent.join}
      WHERE (${rows.due}) IS TRUE
      FOR UPDATE OF ${table} SKIP LOCKED ${parent.lock}
    ), gone AS (
      DELETE FROM ${table} USING held WHERE ${ctid} = held.place AND (${rows.due}) IS TRUE RETURNING ${table}.*
    )
    ${rows.moveTo ? Prisma.sql`, moved AS (${rows.moveTo.insert})` : Prisma.empty}`;
}

function inOrder(rows: DueRows): Prisma.Sql {
  const { key, id } = names(rows);
  return Prisma.sql`ORDER BY ${key}, ${id}`;
}

function names(rows: DueRows): { table: Prisma.Sql; ctid: Prisma.Sql; id: Prisma.Sql; key: Prisma.Sql } {
  const column = (name: string) => Prisma.raw(`"${rows.table}"."${name}"`);
  return { table: Prisma.raw(`"${rows.table}"`), ctid: column("ctid"), id: column("id"), key: column(rows.key) };
}
