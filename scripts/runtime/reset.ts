import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { stopAbandonedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { postgresDirectory } from "./checkout.ts";

/**
 * Deletes a data directory: the embedded database and the generated secrets.
 * @throws {Error} if DATABASE_URL is set, or if a process uses the embedded database
 */
export async function resetData(directory: string, databaseUrl: string | undefined): Promise<void> {
  if (databaseUrl) {
    throw new Error(
      "--reset deletes the embedded database in .data, but DATABASE_URL names another one, which it leaves alone. " +
        "Unset DATABASE_URL, or empty that database yourself.",
    );
  }
  const server = postgresDirectory(directory);
  if (existsSync(server)) await stopAbandonedPostgres(server);
  await rm(directory, { recursive: true, force: true });
}
