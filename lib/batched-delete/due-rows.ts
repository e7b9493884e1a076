import { z } from "zod";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";

/** The rows of one table that a sweep removes. Fragments name columns with their table: `todo.expires_at`. */
export interface DueRows {
  readonly table: "todo" | "trashed_todo" | "task_run";
  /** The instant that makes a row due; an index on (key, id) must cover the due rows. */
  readonly key: string;
  /** Which rows are due, evaluated on the newest version of each. One that changes during a sweep may be missed by it. */
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

/** Whether any row is due: one probe of the index. */
export async function anyDue(database: Database, rows: DueRows): Promise<boolean> {
  const found = await database.$queryRaw<unknown[]>(dueProbe(rows));
  return found.length > 0;
}

/** The statement behind `anyDue`. */
export function dueProbe(rows: DueRows): Prisma.Sql {
  return Prisma.sql`SELECT 1 AS due FROM ${names(rows).table} WHERE ${rows.due} ${inOrder(rows)} LIMIT 1`;
}

/**
 * Makes a transaction follow indexes in their order. With statistics from before many rows became due, PostgreSQL
 * would otherwise collect and sort all of them in every batch.
 */
export async function followIndexes(transaction: Transaction): Promise<void> {
  await transaction.$queryRaw`
    SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`;
}

const count = z.int().min(0);
const removalRow = z.tuple([
  z.object({
    taken: count,
    seen: count,
    last_at: z.iso.datetime().nullable(),
    last_id: z.uuid().nullable(),
    passed_over: z.array(z.uuid()),
  }),
]);

/** What became of the rows that a batch looked at. */
export type Removal = z.output<typeof removalRow>[0];

/** Removes those of the candidates that nobody holds. */
export async function remove(transaction: Transaction, rows: DueRows, candidates: Prisma.Sql): Promise<Removal> {
  return removalRow.parse(await transaction.$queryRaw(removal(rows, candidates)))[0];
}

const instantText = Prisma.raw(`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`);

/** The statement behind `remove`; `candidates` is what follows WHERE. */
export function removal(rows: DueRows, candidates: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    ${removing(rows, candidates)}
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

/**
 * One statement removes the candidates: found, locked unless somebody holds them, deleted, moved. A row that changed
 * after the statement's snapshot has another ctid, so it is never deleted unseen: it counts as passed over.
 */
export function removing(rows: DueRows, candidates: Prisma.Sql): Prisma.Sql {
  const { table, ctid, key, id } = names(rows);
  const { join, lock } = parentOf(rows);
  return Prisma.sql`
    WITH candidate AS MATERIALIZED (
      SELECT ${ctid} AS place, ${key} AS row_key, ${id} AS row_id FROM ${table} WHERE ${candidates}
    ), held AS MATERIALIZED (
      SELECT ${ctid} AS place
      FROM candidate JOIN ${table} ON ${ctid} = candidate.place ${join}
      WHERE ${isDue(rows)}
      FOR UPDATE OF ${table} SKIP LOCKED ${lock}
    ), gone AS (
      DELETE FROM ${table} USING held WHERE ${ctid} = held.place AND ${isDue(rows)} RETURNING ${table}.*
    )
    ${rows.moveTo ? Prisma.sql`, moved AS (${rows.moveTo.insert})` : Prisma.empty}`;
}

function parentOf({ table, moveTo }: DueRows): { join: Prisma.Sql; lock: Prisma.Sql } {
  if (!moveTo) return { join: Prisma.empty, lock: Prisma.empty };
  const { parent } = moveTo;
  return {
    join: Prisma.raw(`JOIN "${parent.table}" AS parent ON parent.id = "${table}"."${parent.column}"`),
    lock: Prisma.sql`FOR KEY SHARE OF parent SKIP LOCKED`,
  };
}

/** `due` in a form that no index serves, for rows that are found by their place already. */
export function isDue(rows: DueRows): Prisma.Sql {
  return Prisma.sql`(${rows.due}) IS TRUE`;
}

export function inOrder(rows: DueRows): Prisma.Sql {
  const { key, id } = names(rows);
  return Prisma.sql`ORDER BY ${key}, ${id}`;
}

export function names(rows: DueRows): { table: Prisma.Sql; ctid: Prisma.Sql; id: Prisma.Sql; key: Prisma.Sql } {
  const column = (name: string) => Prisma.raw(`"${rows.table}"."${name}"`);
  return { table: Prisma.raw(`"${rows.table}"`), ctid: column("ctid"), id: column("id"), key: column(rows.key) };
}
