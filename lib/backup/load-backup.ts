import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Client, escapeIdentifier } from "pg";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { migrationsDirectory, readMigrationFiles } from "#lib/db/migrations/files.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { BackupError } from "./backup-error.ts";
import type { Header, RowCounts, Table } from "./file-format.ts";
import { type BackupReader, readBackup } from "./read-backup.ts";
import { copyStatement, readTables } from "./tables.ts";

/** A backup that was loaded into a database. */
export interface LoadedBackup {
  readonly createdAt: string;
  readonly rows: RowCounts;
}

interface LoadOptions {
  /** May change the loaded rows, in the same transaction. */
  readonly onLoaded?: (client: Client) => Promise<void>;
  /** Hears of each piece that was read. */
  readonly onProgress?: () => void;
}

/**
 * Fills a database with a backup: makes the tables as they were, reads all rows in one transaction, counts them again,
 * and applies the migrations that have been made since. Earlier rows of the tables are gone.
 * @throws {BackupError} if the file cannot be read, or comes from a newer version; the tables then are as before
 */
export async function loadBackup(databaseUrl: string, path: string, options: LoadOptions = {}): Promise<LoadedBackup> {
  return await readBackup(path, async (backup) => {
    const { createdAt, migrations } = backup.header;
    await refuseNewer(backup.header);
    await applyMigrations(databaseUrl, { only: migrations });
    const rows = await withConnection(databaseUrl, async (client) => {
      await client.query("BEGIN");
      await client.query("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
      await client.query("SET LOCAL lock_timeout = '10s'; SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'");
      const loaded = await load(client, backup, options.onProgress);
      await options.onLoaded?.(client);
      await client.query("COMMIT");
      return loaded;
    });
    await applyMigrations(databaseUrl);
    return { createdAt, rows };
  });
}

async function refuseNewer({ migrations }: Header): Promise<void> {
  const known = new Set((await readMigrationFiles(migrationsDirectory)).map(({ name }) => name));
  const unknown = migrations.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new BackupError(
    `The backup was made by a newer version of Tidy: this one lacks the migration ${unknown}. Use that version.`,
  );
}

async function load(client: Client, backup: BackupReader, onProgress = () => {}): Promise<RowCounts> {
  const tables = (await readTables(client)).map(({ table }) => table);
  await client.query(`TRUNCATE ${tables.map(escapeIdentifier).join(", ")}`);
  const rows = await backup.readTables(async (table, text) => {
    if (!tables.includes(table.table))
      throw new BackupError(`The backup has a table ${table.table}, which is not Tidy's.`);
    return await copyIn(client, table, watched(text, onProgress));
  });
  const counted = await countRows(client, Object.keys(rows));
  const wrong = Object.keys(rows).find((table) => rows[table] !== counted[table]);
  if (wrong === undefined) return rows;
  throw new BackupError(`Of ${wrong} ${rows[wrong]} rows were read, and ${counted[wrong]} are there.`);
}

async function copyIn(client: Client, table: Table, text: AsyncIterable<Buffer>): Promise<number> {
  const { from: copyFrom } = await import("pg-copy-streams");
  const copying = client.query(copyFrom(copyStatement(table, "FROM STDIN")));
  await pipeline(Readable.from(text, { objectMode: false }), copying);
  return copying.rowCount;
}

async function* watched(pieces: AsyncIterable<Buffer>, onPiece: () => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    onPiece();
    yield piece;
  }
}

/** Counts the rows of each of these tables. */
export async function countRows(client: Client, tables: readonly string[]): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM public.${escapeIdentifier(table)}`);
    counts[table] = Number(rows[0]?.count);
  }
  return counts;
}
