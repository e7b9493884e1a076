import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { deleteEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";

/**
 * Deletes the content of a data directory: the embedded database and the generated secrets. Locks stay.
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
  if (existsSync(server)) await deleteEmbeddedPostgres(server);
  const names = await readdir(directory);
  const others = names.filter((name) => name !== basename(server) && !name.endsWith(".lock"));
  for (const name of others) await rm(join(directory, name), { recursive: true, force: true });
}
