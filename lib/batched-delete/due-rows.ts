import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";

/** The rows of one table that a batched delete removes. Fragments name columns with their table: `todo.expires_at`. */
export interface DueRows {
  readonly table: "todo" | "trashed_todo" | "todo_import" | "task_run";
  /** The instant that makes a row due. An index on (key, id) must cover the due rows. */
  readonly key: string;
  /** Selects due rows, on the newest version of each. A row that becomes due meanwhile may be missed. */
  readonly due: Prisma.Sql;
  /** The table that deleted rows move to. Without it they are gone for good. */
  readonly moveTo?: MoveTo;
  /** Reasons why a row stopped being due while it was locked. The first reason that applies is counted. */
  readonly reasons?: Readonly<Record<string, Prisma.Sql>>;
}

/** A statement that inserts the rows of `deleted`, which has the columns of the table they come from. */
export interface MoveTo {
  readonly insert: Prisma.Sql;
  /**
   * A table that the inserted rows refer to, and the column that refers to it. Parents are locked first, and rows whose
   * parent is being deleted are skipped: the foreign key's check would wait for them, and could deadlock.
   */
  readonly parent: { readonly table: "user"; readonly column: string };
}

/** Whether any row is due: one probe of the index. */
export async function anyDue(database: Database, rows: DueRows): Promise<boolean> {
  const found = await database.$queryRaw<unknown[]>(anyDueStatement(rows));
  return found.length > 0;
}

/** The statement of `anyDue`. */
export function anyDueStatement(rows: DueRows): Prisma.Sql {
  return Prisma.sql`SELECT 1 AS due FROM ${names(rows).table} WHERE ${rows.due} ${inOrder(rows)} LIMIT 1`;
}

/**
 * Makes a transaction scan indexes in their order. With statistics from before many rows became due, PostgreSQL would
 * otherwise collect and sort all of them in every batch.
 */
export async function forceIndexScans(transaction: Transaction): Promise<void> {
  await transaction.$queryRaw`
    SELECT set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`;
}

/** `due` in a form that no index serves, for rows that are found by their ctid already. */
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
