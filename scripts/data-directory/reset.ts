import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { deleteEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { postgresDirectory } from "#scripts/runtime/checkout.ts";

/** Made anew by the next start. Whatever else is there may be the only copy of something, e.g. a backup. */
const replaceable = ["auth-secret", "cron-secret", "inngest"];

/**
 * Deletes the embedded database of a data directory and the generated secrets. Resolves to the names of what else is
 * there and stays, locks and addresses of servers apart.
 * @throws {Error} if DATABASE_URL is set, or if a process uses the embedded database
 */
export async function resetData(directory: string, databaseUrl: string | undefined): Promise<string[]> {
  if (databaseUrl) {
    throw new Error(
      "--reset deletes the embedded database in .data, but DATABASE_URL names another one, which it leaves alone. " +
        "Unset DATABASE_URL, or empty that database yourself.",
    );
  }
  const server = postgresDirectory(directory);
  if (existsSync(server)) await deleteEmbeddedPostgres(server);
  for (const name of replaceable) await rm(join(directory, name), { recursive: true, force: true });
  const names = await readdir(directory);
  return names.filter((name) => name !== basename(server) && !/\.(lock|json)$/.test(name));
}
