import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, escapeIdentifier } from "pg";
import { z } from "zod";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { readHistory } from "#lib/db/migrations/history.ts";
import { databaseName, dropDatabase, ensureDatabase, withDatabase } from "#lib/db/server-databases.ts";
import { BackupError } from "./backup-error.ts";
import { type LoadedBackup, loadBackup } from "./load-backup.ts";
import { readBackup } from "./read-backup.ts";
import { mayCreateDatabases } from "./verify-backup.ts";

/** A backup that took the place of a database. */
export interface RestoredBackup extends LoadedBackup {
  /** The count that `stop` resolved to. */
  readonly stopped: number;
  /** The name under which the previous database is kept; null if it was empty. */
  readonly keptAs: string | null;
}

interface RestoreOptions {
  /** Whether a database with accounts is kept under another name, rather than refused. */
  readonly replaces: boolean;
  readonly now: Date;
  /**
   * Keeps restored runs and schedules from starting by themselves, in the same transaction. Resolves to the number of
   * stopped runs.
   */
  readonly stop: (client: Client) => Promise<number>;
  /** The time that other connections may take to end. Default: 5 s. */
  readonly patienceMs?: number;
}

/**
 * Restores a backup into the database of `databaseUrl`, all of it or nothing. The queue is dropped: a start makes it
 * anew.
 * @throws {BackupError} if Tidy still uses the database, if it has accounts and `replaces` is not set, or if the user
 * may not create the database that replaces it
 */
export async function restoreBackup(
  databaseUrl: string,
  path: string,
  options: RestoreOptions,
): Promise<RestoredBackup> {
  await refuseOthers(databaseUrl, options.patienceMs);
  const isUsed = await hasAccounts(databaseUrl);
  if (isUsed && !options.replaces) {
    throw new BackupError(
      `The database ${databaseName(databaseUrl)} has accounts. With --replace it is kept under another name, ` +
        "and the backup takes its place. Or set DATABASE_URL to an empty one.",
    );
  }
  if (isUsed || (await isAheadOf(path, databaseUrl))) return await replaceDatabase(databaseUrl, path, options);
  return { ...(await restoreInto(databaseUrl, path, options)), keptAs: null };
}

/** Whether a start has made tables of a later version than those of the backup. No migration is ever taken back. */
async function isAheadOf(path: string, databaseUrl: string): Promise<boolean> {
  const known = new Set(await readBackup(path, async ({ header }) => header.migrations));
  const history = await withConnection(databaseUrl, readHistory);
  return history.some(({ name }) => !known.has(name));
}

async function restoreInto(
  databaseUrl: string,
  path: string,
  { stop }: RestoreOptions,
): Promise<Omit<RestoredBackup, "keptAs">> {
  let stopped = 0;
  const loaded = await loadBackup(databaseUrl, path, {
    async onLoaded(client) {
      stopped = await stop(client);
      await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
    },
  });
  return { ...loaded, stopped };
}

/** Fills another database first, so that a backup that cannot be read leaves everything as it is. */
async function replaceDatabase(databaseUrl: string, path: string, options: RestoreOptions): Promise<RestoredBackup> {
  await refuseWithoutRight(databaseUrl);
  const name = databaseName(databaseUrl);
  const filled = `${name}_${randomUUID().slice(0, 8)}`;
  const keptAs = `${name}_before_${options.now.toISOString().slice(0, 19).replaceAll(/\D/g, "")}`;
  const admin = withDatabase(databaseUrl, "postgres");
  try {
    const restored = await restoreInto(await ensureDatabase(admin, filled), path, options);
    await withConnection(admin, async (client) => {
      await client.query("BEGIN");
      await rename(client, name, keptAs);
      await rename(client, filled, name);
      await client.query("COMMIT");
    });
    return { ...restored, keptAs };
  } catch (error) {
    await dropDatabase(admin, filled);
    throw error;
  }
}

async function refuseWithoutRight(databaseUrl: string): Promise<void> {
  if (await mayCreateDatabases(databaseUrl)) return;
  throw new BackupError(
    "The backup is read into another database first, and the user of DATABASE_URL may not create one. " +
      "Let a superuser allow it by ALTER ROLE … CREATEDB, or set DATABASE_URL to an empty database.",
  );
}

async function rename(client: Client, from: string, to: string): Promise<void> {
  await client.query(`ALTER DATABASE ${escapeIdentifier(from)} RENAME TO ${escapeIdentifier(to)}`);
}

/** A server takes a moment to end the connections of a process that has just stopped. */
const PATIENCE_MS = 5_000;

async function refuseOthers(databaseUrl: string, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + patienceMs;
  const count = await withConnection(databaseUrl, async (client) => {
    for (;;) {
      const others = await countOthers(client);
      if (others === 0 || performance.now() > deadline) return others;
      await sleep(100);
    }
  });
  if (count === 0) return;
  throw new BackupError(
    `${count} other connections use this database. Stop Tidy and whatever else does, and try again.`,
  );
}

const othersSchema = z.tuple([z.object({ count: z.int() })]);

/** Without the server's own work, such as vacuuming. */
async function countOthers(client: Client): Promise<number> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND usename IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'`,
  );
  return othersSchema.parse(rows)[0].count;
}

async function hasAccounts(databaseUrl: string): Promise<boolean> {
  return await withConnection(databaseUrl, async (client) => {
    const table = `to_regclass('public."user"')`;
    const { rows: tables } = await client.query<{ there: boolean }>(`SELECT ${table} IS NOT NULL AS there`);
    if (tables[0]?.there !== true) return false;
    const { rowCount } = await client.query('SELECT FROM public."user" LIMIT 1');
    return (rowCount ?? 0) > 0;
  });
}
