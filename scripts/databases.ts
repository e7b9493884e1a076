import { escapeIdentifier } from "pg";
import { withConnection } from "./migrations/connection.ts";

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** Makes a database where there is none of that name, and resolves to its URL. */
export async function ensureDatabase(adminUrl: string, database: string): Promise<string> {
  await withConnection(adminUrl, async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
  });
  return withDatabase(adminUrl, database);
}

/** Drops a database if there is one, together with whatever connections it still has. */
export async function dropDatabase(adminUrl: string, database: string): Promise<void> {
  await withConnection(adminUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
  });
}
