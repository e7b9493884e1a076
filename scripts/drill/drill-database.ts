import { randomUUID } from "node:crypto";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { startEmbeddedPostgres } from "#scripts/embedded-postgres/embedded-postgres.ts";

/**
 * Makes a migrated database on `server`, or on the embedded server of `directory`, which is started if need be. It is
 * dropped at the end, and other databases are left alone.
 */
export async function createDrillDatabase(options: {
  server: string | undefined;
  directory: string;
  atEnd: (step: () => Promise<void>) => void;
}): Promise<string> {
  const server = options.server ?? (await startOwnServer(options));
  const name = `tidy_drill_${randomUUID().slice(-12)}`;
  const url = await ensureDatabase(server, name);
  options.atEnd(() => dropDatabase(server, name));
  await applyMigrations(url);
  return url;
}

async function startOwnServer({
  directory,
  atEnd,
}: {
  directory: string;
  atEnd: (step: () => Promise<void>) => void;
}): Promise<string> {
  const server = await startEmbeddedPostgres({ directory });
  atEnd(server.stop);
  return server.url;
}
