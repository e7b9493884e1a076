import { ensureDatabase } from "#lib/db/server-databases.ts";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { dataDirectory, postgresDirectory } from "./checkout.ts";
import type { Say } from "./command.ts";

/** The database of a command. */
export interface LocalDatabase {
  readonly url: string;
  /** Whether it is this checkout's embedded one. */
  readonly embedded: boolean;
  /** Stops using it. Shuts the embedded server down if nobody else uses it. */
  stop(): Promise<void>;
}

/** Opens the database at `url`, or starts this checkout's embedded one if `url` is empty. */
export async function openLocalDatabase(options: {
  url: string | undefined;
  log: Say;
  directory?: string;
}): Promise<LocalDatabase> {
  if (options.url) return { url: options.url, embedded: false, stop: async () => {} };
  const directory = postgresDirectory(options.directory ?? dataDirectory);
  const server = await startEmbeddedPostgres({ directory, log: options.log });
  try {
    return { url: await ensureDatabase(server.url, "tidy"), embedded: true, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Runs `work` on the database of DATABASE_URL, else on the embedded one, which is stopped again if it was. */
export async function withLocalDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const database = await openLocalDatabase({ url: process.env.DATABASE_URL, log: console.error });
  const stopAndExit = () => void database.stop().finally(() => process.exit(130));
  process.once("SIGINT", stopAndExit).once("SIGTERM", stopAndExit);
  try {
    return await work(database.url);
  } finally {
    process.off("SIGINT", stopAndExit).off("SIGTERM", stopAndExit);
    await database.stop();
  }
}
