import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { createBareDatabase, type TestDatabase } from "#tests/support/database.ts";

/** For each test: a database without tables and an empty migrations directory. */
export interface Scratch {
  readonly url: string;
  readonly directory: string;
  /** Writes a migration, or overwrites it. */
  write(name: string, sql: string): Promise<void>;
  remove(name: string): Promise<void>;
  query(sql: string): Promise<readonly Record<string, unknown>[]>;
}

/** Registers the hooks that make and remove them. */
export function setUpScratch(): Scratch {
  let database: TestDatabase | undefined;
  let directory = "";
  beforeEach(async () => {
    database = await createBareDatabase();
    directory = await mkdtemp(join(tmpdir(), "tidy-migrations-"));
  });
  afterEach(async () => {
    await database?.drop();
    await rm(directory, { recursive: true, force: true });
  });
  const url = () => database?.url ?? "";
  return {
    get url() {
      return url();
    },
    get directory() {
      return directory;
    },
    async write(name, sql) {
      await mkdir(join(directory, name), { recursive: true });
      await writeFile(join(directory, name, "migration.sql"), sql);
    },
    remove: (name) => rm(join(directory, name), { recursive: true }),
    query: (sql) => withConnection(url(), async (client) => (await client.query(sql)).rows),
  };
}
