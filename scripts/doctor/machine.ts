import { existsSync } from "node:fs";
import { join } from "node:path";
import { findServer } from "#scripts/data-directory/server-claim.ts";
import { hasCluster } from "#scripts/embedded-postgres/cluster.ts";
import { backupDirectory, dataDirectory, postgresDirectory } from "#scripts/runtime/checkout.ts";
import { readIfPresent } from "#scripts/runtime/files.ts";
import { openLocalDatabase } from "#scripts/runtime/local-database.ts";
import { demoVariables } from "#scripts/runtime/local-environment.ts";

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
  const server = await findServer(directory);
  const database = await openLocalDatabase({ url: undefined, log: () => {}, directory });
  const backups = backupDirectory(directory);
  const left = {
    DATABASE_URL: database.url,
    AUTH_SECRET: await readIfPresent(join(directory, "auth-secret")),
    CRON_SECRET: await readIfPresent(join(directory, "cron-secret")),
    // A port that is none is told beside the other variables.
    APP_URL: server?.url ?? (URL.parse(`http://localhost:${given.PORT || "3000"}`)?.origin || undefined),
    ...(server?.name === "dev" && demoVariables),
    BACKUP_DIR: existsSync(backups) ? backups : undefined,
  };
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== ""));
  return { variables: { ...left, ...set }, dataDirectory: directory, close: database.stop };
}
