import { randomUUID } from "node:crypto";
import { type Client, DatabaseError } from "pg";
import { hasCode } from "#scripts/runtime/files.ts";
import { withConnection } from "./connection.ts";
import { checksumOf, type MigrationFile, migrationsDirectory, readMigrationFiles } from "./files.ts";
import { compareHistory, createHistory, type MigrationStatus, readHistory } from "./history.ts";
import { MigrationError } from "./migration-error.ts";

/** The advisory lock of Prisma's CLI. It needs a direct connection, not a transaction-mode pooler. */
const migrationLock = 72_707_369;

interface Options {
  /** Default: prisma/migrations of this checkout. */
  readonly directory?: string;
  /** Called after each applied migration. */
  readonly onApplied?: (name: string) => void;
}

/**
 * Applies the pending migrations, each in a transaction, and resolves to their names. Safe to call in many processes
 * at once: one works, the others wait.
 * @throws {MigrationError} for the first that fails; those before it stay applied
 */
export async function applyMigrations(databaseUrl: string, options: Options = {}): Promise<readonly string[]> {
  const files = await readMigrationFiles(options.directory ?? migrationsDirectory);
  return await withConnection(databaseUrl, async (client) => {
    await takeLock(client);
    await createHistory(client);
    const { pending, problems } = compareHistory(files, await readHistory(client));
    if (problems[0] !== undefined) throw problems[0];
    for (const file of files.filter(({ name }) => pending.includes(name))) {
      await applyMigration(client, file);
      options.onApplied?.(file.name);
    }
    return pending;
  });
}

/**
 * Tells which migrations are applied and pending. Changes nothing.
 * @throws {MigrationError} `unreachable`; every other problem is part of the answer
 */
export async function migrationStatus(databaseUrl: string, options: Options = {}): Promise<MigrationStatus> {
  const files = await readMigrationFiles(options.directory ?? migrationsDirectory);
  return await withConnection(databaseUrl, async (client) => compareHistory(files, await readHistory(client)));
}

/** Held until the connection closes. */
async function takeLock(client: Client): Promise<void> {
  try {
    await client.query("SET lock_timeout = '60s'");
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await client.query("RESET lock_timeout");
  } catch (cause) {
    if (!hasCode(cause, "55P03")) throw cause;
    throw new MigrationError(
      "locked",
      "Another process has been migrating this database for a minute. Try again later.",
      {
        cause,
      },
    );
  }
}

async function applyMigration(client: Client, { name, sql }: MigrationFile): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at")
       VALUES ($1, $2, $3, clock_timestamp())`,
      [randomUUID(), checksumOf(sql), name],
    );
    await client.query(sql);
    await client.query(
      `UPDATE "_prisma_migrations" SET "finished_at" = clock_timestamp(), "applied_steps_count" = 1
       WHERE "migration_name" = $1 AND "rolled_back_at" IS NULL`,
      [name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK").catch(() => {});
    const { message, line } = explain(cause, sql);
    const place = line === null ? "" : ` (migration.sql, line ${line})`;
    const text = `The migration ${name} was rolled back: ${message}${place}`;
    throw new MigrationError("broken", text, { migration: name, cause });
  }
}

function explain(cause: unknown, sql: string): { message: string; line: number | null } {
  if (!(cause instanceof Error)) return { message: String(cause), line: null };
  const position = cause instanceof DatabaseError ? Number(cause.position) : Number.NaN;
  return { message: cause.message, line: position > 0 ? sql.slice(0, position - 1).split("\n").length : null };
}
