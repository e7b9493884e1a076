import { escapeIdentifier } from "pg";
import { dayMs } from "#lib/days.ts";
import { hasDatabaseCode } from "#lib/db/failure.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { newId } from "#lib/id.ts";
import { type LoadedBackup, loadBackup } from "./load-backup.ts";

/** Whether the database's user may make the scratch database that a check needs. */
export async function mayCreateDatabases(databaseUrl: string): Promise<boolean> {
  const { rows } = await withConnection(databaseUrl, (client) =>
    client.query<{ may: boolean }>("SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user"),
  );
  return rows[0]?.may === true;
}

/** The name tells when it was made, and sorts by that. */
export function scratchName(now: Date): string {
  return `tidy_check_${newId(now).replaceAll("-", "")}`;
}

/**
 * Restores a backup into a scratch database on the server of `databaseUrl`, counts its rows, and drops it again. Also
 * drops those of checks that were killed more than a day ago.
 * @throws {BackupError} if it cannot be restored as a whole
 */
export async function verifyBackup(
  databaseUrl: string,
  path: string,
  options: { readonly now: Date; readonly onProgress?: () => void },
): Promise<LoadedBackup> {
  await dropLeftOvers(databaseUrl, new Date(options.now.getTime() - dayMs));
  const scratch = scratchName(options.now);
  try {
    return await loadBackup(await ensureDatabase(databaseUrl, scratch), path, options);
  } finally {
    await dropDatabase(databaseUrl, scratch);
  }
}

/** Each is as large as the database. One that is still in use stays. */
async function dropLeftOvers(databaseUrl: string, madeBefore: Date): Promise<void> {
  await withConnection(databaseUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      `SELECT datname FROM pg_database
       WHERE datname ~ '^tidy_check_[0-9a-f]{32}$' AND datname < $1 AND pg_has_role(datdba, 'USAGE')
         AND NOT EXISTS (SELECT FROM pg_stat_activity AS activity WHERE activity.datname = pg_database.datname)`,
      [scratchName(madeBefore)],
    );
    for (const { datname } of rows) {
      try {
        await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(datname)}`);
      } catch (error) {
        // Somebody has connected meanwhile.
        if (!hasDatabaseCode(error, "55006")) throw error;
      }
    }
  });
}
