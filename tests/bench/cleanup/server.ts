import { type Client, escapeIdentifier } from "pg";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { dropDatabase, withDatabase } from "#lib/db/server-databases.ts";
import { startBenchPostgres } from "../postgres.ts";
import { fill, type Mix } from "./tables.ts";

/** The benchmark's own PostgreSQL. */
export interface BenchServer {
  /** Creates a template database. */
  prepare(template: string, mix: Mix): Promise<void>;
  /** A fresh copy of a template, in memory and written to disk. Replaces the last copy. */
  copy(template: string): Promise<string>;
  stop(): Promise<void>;
}

const copyName = "bench_copy";

export async function startBenchServer(): Promise<BenchServer> {
  const server = await startBenchPostgres();
  return {
    async prepare(template, mix) {
      await withConnection(await server.migrated(template), (client) => fill(client, mix));
    },
    async copy(template) {
      await dropDatabase(server.url, copyName);
      await withConnection(server.url, async (client) => {
        await client.query(`CREATE DATABASE ${copyName} TEMPLATE ${escapeIdentifier(template)} STRATEGY FILE_COPY`);
      });
      const url = withDatabase(server.url, copyName);
      await withConnection(url, readIntoMemory);
      return url;
    },
    stop: server.stop,
  };
}

async function readIntoMemory(client: Client): Promise<void> {
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_prewarm");
  await client.query(`
    SELECT pg_prewarm(oid) FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`);
  await client.query("CHECKPOINT");
}
