import { randomUUID } from "node:crypto";
import type { ProvidedContext } from "vitest";
import type { TestProject } from "vitest/node";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { startTestServer } from "#tests/support/server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The PostgreSQL of this run, see `tests/support/database.ts`. */
    postgres: {
      /** Of a database that nothing is tested in. */
      adminUrl: string;
      /** Name of the migrated database that `createTestDatabase` clones. */
      template: string;
      /** The prefix of the names of this run's databases. */
      prefix: string;
      /** See `tests/support/processes/clusters.ts`. */
      newCluster: string | null;
    };
  }
}

type Postgres = ProvidedContext["postgres"];

/** The server that the projects of a run share: Node loads this file once for all of them. */
let shared: Promise<Postgres & { stop(): Promise<void> }> | undefined;
let projects = 0;

/** Starts one PostgreSQL for the whole run and makes the template. Resolves to a function that removes both. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  projects += 1;
  shared ??= start();
  const { stop, ...postgres } = await shared;
  project.provide("postgres", postgres);
  return async () => {
    projects -= 1;
    if (projects > 0) return;
    shared = undefined;
    await stop();
  };
}

async function start(): Promise<Postgres & { stop(): Promise<void> }> {
  const server = await startTestServer();
  const { adminUrl, newCluster } = server;
  const prefix = `tidy_test_${randomUUID().slice(-12)}_`;
  const template = `${prefix}template`;
  try {
    const url = await ensureDatabase(adminUrl, template);
    await applyMigrations(url);
    // The first connection after changes of tables writes a cache, which is copied with the template.
    await withConnection(url, (client) => client.query("SELECT FROM todo"));
  } catch (error) {
    await server.stop();
    throw error;
  }
  const stop = async () => {
    await dropDatabases(adminUrl, prefix);
    await server.stop();
  };
  return { adminUrl, newCluster, template, prefix, stop };
}

/** Matters where TEST_DATABASE_URL names a server that goes on living. */
async function dropDatabases(adminUrl: string, prefix: string): Promise<void> {
  const names = await withConnection(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1)",
      [prefix],
    );
    return rows.map((row) => row.datname);
  });
  for (const name of names) await dropDatabase(adminUrl, name);
}
