import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { openPool } from "./connections.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";
import { createPipelinedReads, type PipelinedReads } from "./pipelined-reads.ts";
import { type WorkKind, workPolicies } from "./policy.ts";
import { retryConflict } from "./retry-conflict.ts";
import { traceStatements } from "./tracing/traced-statements.ts";

/** A pool of connections to Tidy's database. */
export type Database = PrismaClient;

/** An open transaction: everything done through it commits or rolls back together. */
export type Transaction = Prisma.TransactionClient;

export { Prisma };

/**
 * Opens a lazy pool: nothing connects before the first query. Close it with `closeDatabase`. `kind`: default `request`;
 * `poolSize`: default as the kind's policy says;
 * `traced`: each statement of a trace gets a span.
 */
export function createDatabase(options: {
  url: string;
  kind?: WorkKind;
  poolSize?: number;
  traced?: boolean;
}): Database {
  const policy = workPolicies[options.kind ?? "request"];
  const pool = openPool(options.url, { ...policy, connections: options.poolSize ?? policy.connections });
  const trace = options.traced ? traceStatements(pool) : undefined;
  const database = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: policy.waitMs, timeout: policy.silenceMs },
  });
  opened().set(database, { pool, reads: createPipelinedReads(options.url, { pool, onOpen: trace }) });
  return database;
}

/** The connections below a database. */
interface Connections {
  readonly pool: Pool;
  readonly reads: PipelinedReads;
}

declare global {
  /** On globalThis, since in development Next evaluates this module anew while databases stay open. */
  var tidyConnections: WeakMap<Database, Connections> | undefined;
}

function opened(): WeakMap<Database, Connections> {
  globalThis.tidyConnections ??= new WeakMap();
  return globalThis.tidyConnections;
}

function connectionsOf(database: Database): Connections {
  const connections = opened().get(database);
  if (connections === undefined) throw new Error("This database was not opened by createDatabase.");
  return connections;
}

/** The pool below a database that `createDatabase` opened. */
export const poolOf = (database: Database): Pool => connectionsOf(database).pool;

/** The way for short reads that come together. */
export const readsOf = (database: Database): PipelinedReads => connectionsOf(database).reads;

/** Closes the connections. Prisma ends only a pool that it has used itself, and some statements go past it. */
export async function closeDatabase(database: Database): Promise<void> {
  await database.$disconnect();
  const { pool, reads } = connectionsOf(database);
  await reads.close();
  if (!pool.ending) await pool.end();
}

/** Executes a statement of the transaction. */
export type Statement = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

/**
 * Does `work` in one transaction, past Prisma: for libraries that bring statements of their own. Rolled back if `work`
 * rejects; done once more after a deadlock.
 */
export function inPlainTransaction<T>(database: Database, work: (execute: Statement) => Promise<T>): Promise<T> {
  return retryConflict(() => attemptPlain(database, work));
}

async function attemptPlain<T>(database: Database, work: (execute: Statement) => Promise<T>): Promise<T> {
  const client = await poolOf(database).connect();
  let broken = false;
  try {
    await client.query("BEGIN");
    const result = await work((text, values = []) => client.query(text, [...values]));
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
