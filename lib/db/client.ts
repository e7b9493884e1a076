import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { openPool } from "./connections.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";
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
  if (options.traced) traceStatements(pool);
  const database = new PrismaClient({
    adapter: new PrismaPg(pool, { disposeExternalPool: true }),
    transactionOptions: { maxWait: policy.waitMs, timeout: policy.silenceMs },
  });
  pools().set(database, pool);
  return database;
}

declare global {
  /** On globalThis, since in development Next evaluates this module anew while databases stay open. */
  var tidyPools: WeakMap<Database, Pool> | undefined;
}

function pools(): WeakMap<Database, Pool> {
  globalThis.tidyPools ??= new WeakMap();
  return globalThis.tidyPools;
}

/** The pool below a database that `createDatabase` opened. */
export function poolOf(database: Database): Pool {
  const pool = pools().get(database);
  if (pool === undefined) throw new Error("This database was not opened by createDatabase.");
  return pool;
}

/** Closes the connections. Prisma ends only a pool that it has used itself, and some statements go past it. */
export async function closeDatabase(database: Database): Promise<void> {
  await database.$disconnect();
  const pool = poolOf(database);
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
