import { randomUUID } from "node:crypto";
import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, expect, inject, vi } from "vitest";
import { closeDatabase, createDatabase, type Database } from "#lib/db/client.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { dropDatabase, withDatabase } from "#lib/db/server-databases.ts";

/** A database for one test file. */
export interface TestDatabase {
  readonly url: string;
  readonly database: string;
  /**
   * Drops it.
   * @throws {Error} after dropping it, if connections were left open.
   */
  drop(): Promise<void>;
}

/** Clones the migrated, empty template on the PostgreSQL that all test files share. */
export async function createTestDatabase(): Promise<TestDatabase> {
  return await cloneDatabase(inject("postgres").template);
}

/** A database without tables. */
export async function createBareDatabase(): Promise<TestDatabase> {
  return await cloneDatabase("template0");
}

async function cloneDatabase(template: string): Promise<TestDatabase> {
  const { adminUrl, prefix } = inject("postgres");
  const database = `${prefix}${randomUUID().slice(-12)}`;
  await withConnection(adminUrl, async (client) => {
    const [name, source] = [database, template].map(escapeIdentifier);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`);
  });
  return {
    url: withDatabase(adminUrl, database),
    database,
    async drop() {
      const leaked = await leakedConnections(adminUrl, database);
      await dropDatabase(adminUrl, database);
      if (leaked.length > 0) {
        throw new Error(
          `${leaked.length} database connections were left open. Their last queries:\n${leaked.join("\n")}`,
        );
      }
    },
  };
}

/** The last query of each connection that is still open after 2 s. */
async function leakedConnections(adminUrl: string, database: string): Promise<string[]> {
  return await withConnection(adminUrl, async (client) => {
    const open = async () => {
      const { rows } = await client.query<{ query: string }>(
        "SELECT query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
        [database],
      );
      return rows.map((row) => row.query);
    };
    await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 2_000 }).catch(() => {});
    return await open();
  });
}

/**
 * Gives the tests of a file or `describe` a database of their own, and a client that is closed at the end. The file
 * fails if it leaves other connections open. Call it before other hooks, so that it ends after them.
 */
export function setUpTestDatabase(): { readonly url: string; readonly db: Database } {
  let database: TestDatabase | undefined;
  let db: Database | undefined;
  beforeAll(async () => {
    database = await createTestDatabase();
    db = createDatabase({ url: database.url, kind: "batch", poolSize: 5 });
  });
  afterAll(async () => {
    if (db !== undefined) await closeDatabase(db);
    await database?.drop();
  });
  return {
    get url() {
      return ready(database).url;
    },
    get db() {
      return ready(db);
    },
  };
}

function ready<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("The test database exists inside hooks and tests only.");
  return value;
}
