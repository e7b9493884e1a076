import { expect, test } from "vitest";
import { migrationsDirectory, readMigrationFiles } from "#lib/db/migrations/files.ts";
import { withSchemaEngine } from "#scripts/migrations/schema-engine.ts";
import { createTestDatabase } from "#tests/support/database.ts";

test("Prisma's own engine finds the history in order", async () => {
  const files = await readMigrationFiles(migrationsDirectory);
  const database = await createTestDatabase();
  try {
    const diagnosis = await withSchemaEngine(database.url, (engine) =>
      engine.diagnoseMigrationHistory({
        migrationsList: {
          baseDir: migrationsDirectory,
          lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
          shadowDbInitScript: "",
          migrationDirectories: files.map(({ name, sql }) => ({
            path: name,
            migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
          })),
        },
        optInToShadowDatabase: false,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    expect(diagnosis).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  } finally {
    await database.drop();
  }
});
