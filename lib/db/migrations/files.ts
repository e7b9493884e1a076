import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** The migrations of the checkout or standalone folder that this process runs in. */
export const migrationsDirectory = join(process.cwd(), "prisma", "migrations");

/** One folder below prisma/migrations. */
export interface MigrationFile {
  /** The folder's name, e.g. `20261124000000_init`. Migrations are applied in alphabetical order. */
  readonly name: string;
  readonly sql: string;
}

/** The migrations of a directory, in the order of application. */
export async function readMigrationFiles(directory: string): Promise<MigrationFile[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(join(directory, name, "migration.sql"), "utf8") })),
  );
}

/** The sha256 of a migration's file in hex, by which `_prisma_migrations` notices edits. */
export function checksumOf(sql: string): string {
  return sha256(withUnixLineEndings(sql));
}

/** Whether a stored checksum is this migration's, with either line endings, which Git may have changed. */
export function matchesChecksum(sql: string, checksum: string): boolean {
  const unix = withUnixLineEndings(sql);
  return checksum === sha256(unix) || checksum === sha256(unix.replaceAll("\n", "\r\n"));
}

function withUnixLineEndings(sql: string): string {
  return sql.replaceAll("\r\n", "\n");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
