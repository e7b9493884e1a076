import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { ensureDatabase } from "#lib/db/server-databases.ts";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";

/** A PostgreSQL of its own for a benchmark. */
export interface BenchPostgres {
  readonly url: string;
  /** Creates a database without rows, and resolves to its URL. */
  migrated(name: string): Promise<string>;
  stop(): Promise<void>;
}

/** As durable as in production (fsync, synchronous_commit and full_page_writes are on), with memory for the tables. */
const settings = { shared_buffers: "1GB", max_wal_size: "4GB", checkpoint_timeout: "15min" };

export async function startBenchPostgres(more: Readonly<Record<string, string>> = {}): Promise<BenchPostgres> {
  const directory = await mkdtemp(join(tmpdir(), "tidy-bench-"));
  const server = await startEmbeddedPostgres({ directory, settings: { ...settings, ...more } });
  return {
    url: server.url,
    async migrated(name) {
      const url = await ensureDatabase(server.url, name);
      await applyMigrations(url);
      return url;
    },
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
