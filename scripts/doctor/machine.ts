import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { hasCluster } from "#scripts/embedded-postgres/cluster.ts";
import { backupDirectory, dataDirectory, postgresDirectory } from "#scripts/runtime/checkout.ts";
import { readIfPresent } from "#scripts/runtime/files.ts";
import { openLocalDatabase } from "#scripts/runtime/local-database.ts";

/** The environment of Tidy on this machine. */
export interface Machine {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Of the embedded database; null where another one is used. */
  readonly dataDirectory: string | null;
  /** Stops using the embedded database, if it is in use. */
  close(): Promise<void>;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Completes the given variables as `npm run dev` and `npm start` do, from the files that they left in this checkout.
 * Creates and migrates nothing. Starts the embedded database until `close` if it does not run.
 */
export async function openMachine(given: Variables, directory: string = dataDirectory): Promise<Machine> {
  if (given.DATABASE_URL || !hasCluster(postgresDirectory(directory)))
    return { variables: given, dataDirectory: null, close: async () => {} };
  const database = await openLocalDatabase({ url: undefined, log: () => {}, directory });
  const backups = backupDirectory(directory);
  const left = {
    DATABASE_URL: database.url,
    AUTH_SECRET: await readIfPresent(join(directory, "auth-secret")),
    CRON_SECRET: await readIfPresent(join(directory, "cron-secret")),
    APP_URL: await addressOfDev(directory),
    BACKUP_DIR: existsSync(backups) ? backups : undefined,
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""));
  return { variables: { ...left, ...set }, dataDirectory: directory, close: database.stop };
}

const claimSchema = z.object({ url: z.url() });

/** The address of a running `npm run dev`, else the default of `npm start`. */
async function addressOfDev(directory: string): Promise<string> {
  const claim = await readIfPresent(join(directory, "dev.json"));
  return claim === undefined ? "http://localhost:3000" : claimSchema.parse(JSON.parse(claim)).url;
}
