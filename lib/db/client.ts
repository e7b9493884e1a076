import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "./generated/client.ts";

/** A pool of connections to Tidy's database. */
export type Database = PrismaClient;

/** An open transaction: everything done through it commits or rolls back together. */
export type Transaction = Prisma.TransactionClient;

export { Prisma };

/** Opens a lazy pool: nothing connects before the first query. Close it with `$disconnect()`. */
export function createDatabase(options: { url: string; poolSize?: number }): Database {
  // The adapter sends instants without a zone: a server whose own zone is not UTC would shift them.
  const session = "-c TimeZone=UTC";
  const adapter = new PrismaPg({ connectionString: options.url, max: options.poolSize ?? 10, options: session });
  return new PrismaClient({ adapter });
}
