import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { migrationsDirectory } from "#lib/db/migrations/files.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { schemaDrift } from "./schema-drift.ts";

const empty = `-- The migrations already do all that schema.prisma says. Write here what Prisma cannot say:
-- CHECK constraints, partial indexes, functions, changes of data.
`;

/**
 * Writes prisma/migrations/<timestamp>_<name>/migration.sql: the SQL that leads from the migrations to schema.prisma.
 * Compares in a scratch database on the server of `serverUrl` and drops it.
 * @throws {Error} if the name has neither letters nor digits
 */
export async function createMigrationFile(options: {
  name: string;
  serverUrl: string;
  now: Date;
  /** Default: prisma/migrations of this checkout. */
  directory?: string;
}): Promise<{ path: string; hasChanges: boolean }> {
  const { directory = migrationsDirectory } = options;
  const folder = migrationFolderName(options.name, options.now);
  const sql = await differenceToSchema(options.serverUrl, directory);
  const path = join(directory, folder, "migration.sql");
  await mkdir(join(directory, folder));
  await writeFile(path, sql === "" ? empty : `${sql}\n`);
  return { path, hasChanges: sql !== "" };
}

/**
 * `Add todo-color` at 2026-11-24 10:11:12 UTC is `20261124101112_add_todo_color`.
 * @throws {Error} if the name has neither letters nor digits
 */
export function migrationFolderName(name: string, now: Date): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  if (words === "") throw new Error(`"${name}" has no letters or digits to name a migration by. Try: add-todo-color`);
  return `${now.toISOString().slice(0, 19).replaceAll(/\D/g, "")}_${words}`;
}

async function differenceToSchema(serverUrl: string, directory: string): Promise<string> {
  const scratch = `tidy_scratch_${randomUUID().replaceAll("-", "")}`;
  try {
    const url = await ensureDatabase(serverUrl, scratch);
    await applyMigrations(url, { directory });
    return await schemaDrift(url);
  } finally {
    await dropDatabase(serverUrl, scratch);
  }
}
