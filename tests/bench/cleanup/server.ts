import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, escapeIdentifier } from "pg";
import { dropDatabase, ensureDatabase, withDatabase } from "#scripts/databases.ts";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";
import { withConnection } from "#scripts/migrations/connection.ts";
import { applyMigrations } from "#scripts/migrations/migrations.ts";
import { fill, type Mix } from "./tables.ts";

/** As durable as in production (fsync, synchronous_commit and full_page_writes are on), with memory for the tables. */
export const settings = { shared_buffers: "1GB", max_wal_size: "4GB", checkpoint_timeout: "15min" };

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
  const directory = await mkdtemp(join(tmpdir(), "tidy-bench-"));
  const server = await startEmbeddedPostgres({ directory, settings });
  return {
    async prepare(template, mix) {
      const url = await ensureDatabase(server.url, template);
      await applyMigrations(url);
      await withConnection(url, (client) => fill(client, mix));
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
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function readIntoMemory(client: Client): Promise<void> {
  await client.query("CREATE EXTENSION IF NOT EXISTS pg_prewarm");
  await client.query(`
    SELECT pg_prewarm(oid) FROM pg_class
    WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace`);
  await client.query("CHECKPOINT");
}
