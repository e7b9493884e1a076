import type { Client } from "pg";
import { type MigrationFile, matchesChecksum } from "./files.ts";
import { MigrationError } from "./migration-error.ts";

/** A row of `_prisma_migrations` that was not rolled back. */
export interface HistoryRow {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** A database compared with the files of this checkout. Names are in the order of application. */
export interface MigrationStatus {
  readonly applied: readonly string[];
  readonly pending: readonly string[];
  /** Problems that stop `applyMigrations`. */
  readonly problems: readonly MigrationError[];
}

/** Creates the table exactly as Prisma does, so that its CLI and this runner can take turns. */
export async function createHistory(client: Client): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`);
}

/** The applied migrations; empty for a database that was never migrated. */
export async function readHistory(client: Client): Promise<HistoryRow[]> {
  const { rows: tables } = await client.query<{ present: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS present`,
  );
  if (tables[0]?.present !== true) return [];
  const { rows } = await client.query<HistoryRow>(
    `SELECT "migration_name" AS name, "checksum", "finished_at" IS NOT NULL AS finished
     FROM "_prisma_migrations" WHERE "rolled_back_at" IS NULL ORDER BY "migration_name"`,
  );
  return rows;
}

/** Compares the history with the files. */
export function compareHistory(files: readonly MigrationFile[], history: readonly HistoryRow[]): MigrationStatus {
  const known = new Map(files.map((file) => [file.name, file]));
  const recorded = new Set(history.map((row) => row.name));
  return {
    applied: history.filter((row) => row.finished).map((row) => row.name),
    pending: files.filter((file) => !recorded.has(file.name)).map((file) => file.name),
    problems: history.map((row) => problemOf(row, known.get(row.name))).filter((problem) => problem !== null),
  };
}

function problemOf(row: HistoryRow, file: MigrationFile | undefined): MigrationError | null {
  const about = { migration: row.name };
  if (file === undefined) {
    return new MigrationError(
      "unknown",
      `The database has the migration ${row.name}, which this version of Tidy lacks: a newer Tidy has migrated it. ` +
        "Start the newer version, or restore a backup from before: docs/upgrading.md.",
      about,
    );
  }
  if (!row.finished) {
    return new MigrationError(
      "failed",
      `The migration ${row.name} was started and never finished. Repair the database, ` +
        `then run "npx prisma migrate resolve --rolled-back ${row.name}" (or --applied) and try again.`,
      about,
    );
  }
  if (!matchesChecksum(file.sql, row.checksum)) {
    return new MigrationError(
      "edited",
      `prisma/migrations/${row.name}/migration.sql was edited after it had been applied. ` +
        "Restore the file and put the change into a new migration: npm run db:new -- name-of-the-change",
      about,
    );
  }
  return null;
}
