import { randomUUID } from "node:crypto";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { type LoadedBackup, loadBackup } from "./load-backup.ts";

/** Whether the database's user may make the scratch database that a check needs. */
export async function mayCreateDatabases(databaseUrl: string): Promise<boolean> {
  const { rows } = await withConnection(databaseUrl, (client) =>
    client.query<{ may: boolean }>("SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user"),
  );
  return rows[0]?.may === true;
}

/**
 * Restores a backup into a scratch database on the server of `databaseUrl`, counts its rows, and drops it again.
 * @throws {BackupError} if it cannot be restored as a whole
 */
export async function verifyBackup(
  databaseUrl: string,
  path: string,
  options: { readonly onProgress?: () => void } = {},
): Promise<LoadedBackup> {
  const scratch = `tidy_check_${randomUUID().replaceAll("-", "")}`;
  try {
    return await loadBackup(await ensureDatabase(databaseUrl, scratch), path, options);
  } finally {
    await dropDatabase(databaseUrl, scratch);
  }
}
