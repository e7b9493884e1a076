import { Client, escapeIdentifier } from "pg";
import { hasDatabaseCode } from "./failure.ts";
import { withConnection } from "./migrations/connection.ts";

/** The name of the database that a URL leads to, as the driver reads it: without one, that of the user. */
export function databaseName(url: string): string {
  return new Client({ connectionString: url }).database ?? "";
}

/** The URL of another database on the same server, for the same user. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** Creates a database unless it exists. Resolves to its URL. Several callers at once all succeed. */
export async function ensureDatabase(adminUrl: string, database: string): Promise<string> {
  await withConnection(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await createUnlessMade(client, database);
  });
  return withDatabase(adminUrl, database);
}

async function createUnlessMade(client: Client, database: string): Promise<void> {
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
  } catch (error) {
    // Another process made it meanwhile: 42P04 before this statement began, 23505 while it ran.
    if (!["42P04", "23505"].some((code) => hasDatabaseCode(error, code))) throw error;
  }
}

/** Drops a database if it exists, and closes its connections. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await withConnection(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
  });
}
