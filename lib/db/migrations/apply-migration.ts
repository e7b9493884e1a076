import { randomUUID } from "node:crypto";
import { type Client, DatabaseError } from "pg";
import { advisoryLocks } from "../advisory-locks.ts";
import { hasDatabaseCode } from "../failure.ts";
import { checksumOf, type MigrationFile } from "./files.ts";
import { compareHistory, createHistory, readHistory } from "./history.ts";
import { MigrationError } from "./migration-error.ts";

/** The time to wait for a migration that runs elsewhere. */
const waitForOthers = "60s";

/** The next step after a migration that cannot be applied. */
const wayBack =
  "Nothing of it stays. Correct the cause and start again, or go back to the version before: docs/upgrading.md.";

/** The time that a statement of a migration may take. A migration that needs longer changes it by SET LOCAL. */
const statementTimeout = "10min";

/**
 * Applies the first migration that is pending, in one transaction that others who migrate wait for. Resolves to its
 * name; to null if none is pending. Everything is part of that transaction, the lock as well, so it works through a
 * pooler in transaction mode.
 * @throws {MigrationError} after it was rolled back; `blocked` where another try may succeed
 */
export async function applyNext(
  client: Client,
  files: readonly MigrationFile[],
  { lockTimeoutMs }: { readonly lockTimeoutMs: number },
): Promise<string | null> {
  await client.query("BEGIN");
  try {
    await takeTurn(client);
    await client.query(setLocal({ lock_timeout: `${lockTimeoutMs}ms`, statement_timeout: statementTimeout }));
    await createHistory(client);
    const { pending, problems } = compareHistory(files, await readHistory(client));
    if (problems[0] !== undefined) throw problems[0];
    const next = files.find(({ name }) => name === pending[0]);
    if (next !== undefined) await apply(client, next);
    await client.query("COMMIT");
    return next?.name ?? null;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function takeTurn(client: Client): Promise<void> {
  try {
    await client.query(setLocal({ lock_timeout: waitForOthers, statement_timeout: "0" }));
    await client.query("SELECT pg_advisory_xact_lock($1)", [advisoryLocks.migrations]);
  } catch (cause) {
    if (!hasDatabaseCode(cause, "55P03")) throw cause;
    const text = "Another process has been migrating this database for a minute. Try again later.";
    throw new MigrationError("locked", text);
  }
}

async function apply(client: Client, { name, sql }: MigrationFile): Promise<void> {
  try {
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
  } catch (cause) {
    throw toMigrationError(name, sql, cause);
  }
}

function toMigrationError(name: string, sql: string, cause: unknown): MigrationError {
  const { message, line } = explain(cause, sql);
  const place = line === null ? "" : ` (migration.sql, line ${line})`;
  // lock_not_available, deadlock_detected
  const isBlocked = ["55P03", "40P01"].some((code) => hasDatabaseCode(cause, code));
  const text = `The migration ${name} was rolled back: ${message}${place}`;
  const about = { migration: name, cause };
  return isBlocked
    ? new MigrationError("blocked", text, about)
    : new MigrationError("broken", `${text}. ${wayBack}`, about);
}

function explain(cause: unknown, sql: string): { message: string; line: number | null } {
  if (!(cause instanceof Error)) return { message: String(cause), line: null };
  const position = cause instanceof DatabaseError ? Number(cause.position) : Number.NaN;
  return { message: cause.message, line: position > 0 ? sql.slice(0, position - 1).split("\n").length : null };
}

function setLocal(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `SET LOCAL ${name} = '${value}'`)
    .join("; ");
}
