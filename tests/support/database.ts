import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import { Client, escapeIdentifier } from "pg";
import { afterAll, beforeAll, expect, inject, vi } from "vitest";
import { closeDatabase, createDatabase, type Database } from "#lib/db/client.ts";
import { withDatabase } from "#lib/db/server-databases.ts";

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
  const [name, source] = [database, template].map(escapeIdentifier);
  const admin = await connectedAdmin();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY FILE_COPY`);
  return {
    url: withDatabase(adminUrl, database),
    database,
    async drop() {
      const leaked = await leakedConnections(admin, database);
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      if (leaked.length > 0) {
        throw new Error(
          `${leaked.length} database connections were left open. Their last queries:\n${leaked.join("\n")}`,
        );
      }
    },
  };
}

let admin: Promise<Client> | undefined;

/** One connection for all files of this process, since to open one costs as much as to drop a database. */
function connectedAdmin(): Promise<Client> {
  admin ??= connect(inject("postgres").adminUrl);
  return admin;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { stream } = client.connection;
  // It is open as long as the process lives, and does not keep it alive.
  if (stream instanceof Socket) stream.unref();
  return client;
}

/** The last query of each connection that is still open after 2 s. */
async function leakedConnections(client: Client, database: string): Promise<string[]> {
  const open = async () => {
    const { rows } = await client.query<{ query: string }>(
      "SELECT query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
      [database],
    );
    return rows.map((row) => row.query);
  };
  await vi.waitFor(async () => expect(await open()).toEqual([]), { timeout: 2_000 }).catch(() => {});
  return await open();
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
