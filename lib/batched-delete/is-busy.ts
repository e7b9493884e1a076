import type { Database } from "#lib/db/client.ts";

/** Whether another connection is waiting for an answer of this database. */
export async function isBusy(database: Database): Promise<boolean> {
  const found = await database.$queryRaw<unknown[]>`
    SELECT 1 AS busy FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND backend_type = 'client backend'
      AND pid <> pg_backend_pid()
    LIMIT 1`;
  return found.length > 0;
}
