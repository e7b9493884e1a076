import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ensureDatabase } from "#scripts/databases.ts";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { withConnection } from "#scripts/migrations/connection.ts";
import { applyMigrations } from "#scripts/migrations/migrations.ts";
import { settings } from "../cleanup/server.ts";

/** The statements that a database received, as PostgreSQL counts them, without the benchmark's own. */
export interface StatementCount {
  readonly all: number;
  /** Those that name the table of runs. */
  readonly runStore: number;
}

/** A PostgreSQL for the benchmark that counts statements. */
export interface EngineServer {
  /** A migrated database without rows. */
  database(name: string): Promise<string>;
  statements(database: string): Promise<StatementCount>;
  stop(): Promise<void>;
}

const counts = z.tuple([z.object({ all: z.coerce.number(), runStore: z.coerce.number() })]);

export async function startEngineServer(): Promise<EngineServer> {
  const directory = await mkdtemp(join(tmpdir(), "tidy-bench-"));
  const counting = { ...settings, shared_preload_libraries: "pg_stat_statements", "pg_stat_statements.max": "5000" };
  const server = await startEmbeddedPostgres({ directory, settings: counting });
  await withConnection(server.url, (client) => client.query("CREATE EXTENSION pg_stat_statements"));
  return {
    async database(name) {
      const url = await ensureDatabase(server.url, name);
      await applyMigrations(url);
      return url;
    },
    statements: (database) =>
      withConnection(server.url, async (client) => {
        const { rows } = await client.query(
          `SELECT coalesce(sum(calls), 0) AS all, coalesce(sum(calls) FILTER (WHERE query LIKE '%task_run%'), 0) AS "runStore"
           FROM pg_stat_statements JOIN pg_database ON pg_database.oid = dbid
           WHERE datname = $1 AND query NOT ILIKE '%count(*)%'`,
          [database],
        );
        const [row] = counts.parse(rows);
        return row;
      }),
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
