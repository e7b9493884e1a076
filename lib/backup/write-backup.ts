import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Client } from "pg";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { readHistory } from "#lib/db/migrations/history.ts";
import { BackupError } from "./backup-error.ts";
import { endOfRows, line, type RowCounts } from "./file-format.ts";
import { explainWriting } from "./file-problem.ts";
import { copyStatement, readTables } from "./tables.ts";

/** A backup that was written. */
export interface WrittenBackup {
  readonly path: string;
  readonly bytes: number;
  readonly rows: RowCounts;
}

/** Ends the name of a file until it is complete and checked. */
export const UNFINISHED = ".unfinished";

/**
 * Writes all rows of a database to a file, as they are at one moment, whatever is written meanwhile. The file appears
 * under its name once it is complete and `check` has passed, readable by this account alone. `onProgress` hears of each
 * piece.
 * @throws {BackupError} if the database is not migrated, or the file exists or cannot be written
 */
export async function writeBackup(
  databaseUrl: string,
  path: string,
  options: {
    readonly now: Date;
    readonly signal?: AbortSignal;
    readonly onProgress?: () => void;
    readonly check?: (path: string) => Promise<void>;
  },
): Promise<WrittenBackup> {
  const unfinished = `${path}${UNFINISHED}`;
  await refuseExisting(path);
  const rows: Record<string, number> = {};
  try {
    await withConnection(databaseUrl, async (client) => {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0");
      await client.query("SET LOCAL lock_timeout = '30s'; SET LOCAL datestyle = 'ISO'; SET LOCAL timezone = 'UTC'");
      const text = Readable.from(write(client, rows, options));
      await pipeline(text, createGzip(), createWriteStream(unfinished, { mode: 0o600 }), {
        ...(options.signal && { signal: options.signal }),
      });
      await client.query("COMMIT");
    });
    await options.check?.(unfinished);
    await rename(unfinished, path);
  } catch (error) {
    throw explainWriting(error, path);
  } finally {
    await rm(unfinished, { force: true });
  }
  return { path, bytes: (await stat(path)).size, rows };
}

async function refuseExisting(path: string): Promise<void> {
  const exists = await stat(path).then(
    () => true,
    () => false,
  );
  if (exists) throw new BackupError(`${path} exists. Choose another name, or remove it.`);
}

async function* write(
  client: Client,
  rows: Record<string, number>,
  { now, onProgress }: { readonly now: Date; readonly onProgress?: () => void },
): AsyncGenerator<string | Buffer> {
  const migrations = (await readHistory(client)).map(({ name }) => name);
  const { to: copyTo } = await import("pg-copy-streams");
  if (migrations.length === 0) throw new BackupError("This database was never migrated: it holds nothing of Tidy's.");
  yield line({ format: "tidy-backup", version: 1, createdAt: now.toISOString(), migrations });
  for (const table of await readTables(client)) {
    yield line(table);
    const copied = client.query(copyTo(copyStatement(table, "TO STDOUT")));
    for await (const chunk of copied) {
      onProgress?.();
      yield chunk;
    }
    rows[table.table] = copied.rowCount;
    yield endOfRows + line({ rows: copied.rowCount });
  }
  yield line({ end: true, rows });
}
