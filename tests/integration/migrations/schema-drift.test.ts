import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { migrationsDirectory } from "#lib/db/migrations/files.ts";
import { createMigrationFile } from "#scripts/migrations/new-migration.ts";
import { schemaDrift } from "#scripts/migrations/schema-drift.ts";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { createTestDatabase } from "#tests/support/database.ts";
import { copyCheckout } from "#tests/support/processes/checkout-copy.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";

async function driftAfter(sql: string): Promise<string> {
  const database = await createTestDatabase();
  try {
    await withConnection(database.url, (client) => client.query(sql));
    return await schemaDrift(database.url);
  } finally {
    await database.drop();
  }
}

test("the migrations make what schema.prisma says", async () => {
  expect(await driftAfter("SELECT 1")).toBe("");
});

/** Changes of the database, each with its part of the drift. */
const changes: readonly (readonly [sql: string, named: string])[] = [
  ["ALTER TABLE trashed_todo DROP COLUMN notes", 'ADD COLUMN     "notes" TEXT'],
  ["ALTER TABLE trashed_todo ALTER COLUMN title TYPE varchar(500)", '"title" SET DATA TYPE TEXT'],
  ["ALTER TABLE todo ADD COLUMN color text", 'DROP COLUMN "color"'],
  ["DROP INDEX user_email_key", 'INDEX "user_email_key"'],
  ["ALTER TABLE todo DROP CONSTRAINT todo_owner_id_fkey", "todo_owner_id_fkey"],
];

test("columns that are missing, too much or of another type are noticed, and missing indexes and foreign keys", async () => {
  const drift = await driftAfter(changes.map(([sql]) => sql).join(";"));
  for (const [, named] of changes) expect(drift).toContain(named);
});

test("`db:new` writes what schema.prisma adds, and makes the client know it", { timeout: 60_000 }, async () => {
  const copy = await copyCheckout(["scripts", "prisma", "prisma.config.ts", "lib", "package.json"]);
  try {
    await symlink(join(checkoutDirectory, "node_modules"), join(copy.directory, "node_modules"));
    const schema = await readFile(join(copy.directory, "prisma/schema.prisma"), "utf8");
    await copy.write("prisma/schema.prisma", schema.replace("model Todo {", "model Todo {\n  color String?"));
    const { stdout } = await promisify(execFile)(process.execPath, ["scripts/db-new.ts", "add-todo-color"], {
      cwd: copy.directory,
      env: { ...inheritedEnvironment(), NODE_ENV: "test", DATABASE_URL: inject("postgres").adminUrl },
    });
    const path = /^Wrote (.*_add_todo_color.migration\.sql)$/m.exec(stdout)?.[1] ?? "";
    expect(await readFile(path, "utf8")).toBe('-- AlterTable\nALTER TABLE "todo" ADD COLUMN     "color" TEXT;\n');
    expect(await readFile(join(copy.directory, "lib/db/generated/models/Todo.ts"), "utf8")).toContain("color?: ");
  } finally {
    await copy.remove();
  }
});

test("a new migration is written beside the others, and its scratch database is dropped", async () => {
  const directory = await mkdtemp(join(tmpdir(), "tidy-migrations-"));
  try {
    await cp(migrationsDirectory, directory, { recursive: true });
    const { adminUrl } = inject("postgres");
    const now = new Date("2099-01-02T03:04:05Z");
    const created = await createMigrationFile({ name: "nothing new", serverUrl: adminUrl, now, directory });
    expect(created).toEqual({
      path: join(directory, "20990102030405_nothing_new", "migration.sql"),
      hasChanges: false,
    });
    expect(await readFile(created.path, "utf8")).toMatch(/^-- /);
    const { rowCount } = await withConnection(adminUrl, (client) =>
      client.query("SELECT FROM pg_database WHERE starts_with(datname, 'tidy_scratch_')"),
    );
    expect(rowCount).toBe(0);
  } finally {
    await rm(directory, { recursive: true });
  }
});
