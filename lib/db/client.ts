import { PrismaPg } from "@prisma/adapter-pg";
import { type ClientBase, Pool } from "pg";
import { Prisma, PrismaClient } from "./generated/client.ts";

/** A pool of connections to Tidy's database. */
export type Database = PrismaClient;

/** An open transaction: everything done through it commits or rolls back together. */
export type Transaction = Prisma.TransactionClient;

export { Prisma };

/** Opens a lazy pool: nothing connects before the first query. Close it with `$disconnect()`. */
export function createDatabase(options: { url: string; poolSize?: number }): Database {
  const pool = new Pool({ connectionString: options.url, max: options.poolSize ?? 10, onConnect: useUtc });
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true }) });
}

/**
 * The adapter sends instants without a zone, so a server whose own zone isn't UTC would shift them. A statement rather
 * than the startup parameter `options`, which poolers refuse.
 */
async function useUtc(client: ClientBase): Promise<void> {
  await client.query("SET TIME ZONE 'UTC'");
}
