import { createHash } from "node:crypto";
import { DatabaseError } from "pg";
import { type Database, type Prisma, poolOf, readsOf } from "./client.ts";
import type { PipelinedReads } from "./pipelined-reads.ts";
import { retryConflict } from "./retry-conflict.ts";

/** A row of a prepared statement: each column as PostgreSQL's text. */
export type TextRow = readonly (string | null)[];

/** The result of a prepared statement. */
export interface PreparedResult {
  readonly rows: readonly TextRow[];
  /** The number of rows that it returned or changed. */
  readonly count: number;
}

/** Executes one statement outside of any transaction, once more after a deadlock. */
export type Prepared = (statement: Prisma.Sql) => Promise<PreparedResult>;

/** So many different statements are kept by their names; the few hot ones fit. */
const maxNames = 500;

/**
 * Statements for hot paths: PostgreSQL parses and plans each once for a connection, and its text goes to the answer
 * without being read in between (docs/decisions/0034-hot-requests-are-one-statement.md).
 */
export const preparedOn = (database: Database): Prepared =>
  preparedBy((statement) => poolOf(database).query(statement));

/** The same for short reads, which share a connection where several come together. A read may be executed twice. */
export const preparedReadsOn = (database: Database): Prepared =>
  preparedBy((statement) => readsOf(database).query(statement));

function preparedBy(send: PipelinedReads["query"]): Prepared {
  const names = new Map<string, string>();
  let isNamed = true;

  /** By their text: behind a pooler, another version of the app may meet the statements of this one. */
  const nameOf = (text: string) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    if (names.size >= maxNames) return undefined;
    const name = `tidy_${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
    names.set(text, name);
    return name;
  };

  const query = async ({ text, values }: Prisma.Sql, name?: string): Promise<PreparedResult> => {
    const config = { text, values: [...values], rowMode: "array" as const, types: asText };
    const { rows, rowCount } = await send(name ? { ...config, name } : config);
    return { rows, count: rowCount ?? 0 };
  };

  const execute = async (statement: Prisma.Sql): Promise<PreparedResult> => {
    const name = isNamed ? nameOf(statement.text) : undefined;
    try {
      return await query(statement, name);
    } catch (error) {
      if (name === undefined || !isLostName(error)) throw error;
      // A pooler lends connections that know nothing of the name. Nothing was executed. Others that were sent by their
      // names at the same time come here as well.
      isNamed = false;
      return await query(statement);
    }
  };

  return (statement) => retryConflict(() => execute(statement));
}

const asText = { getTypeParser: () => (text: string) => text };

/** invalid_sql_statement_name, duplicate_prepared_statement, and a plan that no longer fits its table. */
const lostName: ReadonlySet<string | undefined> = new Set(["26000", "42P05", "0A000"]);

function isLostName(error: unknown): boolean {
  return error instanceof DatabaseError && lostName.has(error.code);
}
