import { z } from "zod";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { type BenchPostgres, startBenchPostgres } from "../postgres.ts";

/** The statements that a database received, as PostgreSQL counts them, without the benchmark's own. */
export interface StatementCount {
  readonly all: number;
  /** Those that name the table of runs. */
  readonly runStore: number;
}

/** A PostgreSQL for the benchmark that counts statements. */
export interface EngineServer extends BenchPostgres {
  statements(database: string): Promise<StatementCount>;
}

const counts = z.tuple([z.object({ all: z.coerce.number(), runStore: z.coerce.number() })]);

export async function startEngineServer(): Promise<EngineServer> {
  const counting = { shared_preload_libraries: "pg_stat_statements", "pg_stat_statements.max": "5000" };
  const server = await startBenchPostgres(counting);
  await withConnection(server.url, (client) => client.query("CREATE EXTENSION pg_stat_statements"));
  return {
    ...server,
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
  };
}
