import { closeDatabase, createDatabase, type Database } from "./client.ts";
import type { WorkKind } from "./policy.ts";

/** A pool for each kind of work. */
export interface Databases extends Readonly<Record<WorkKind, Database>> {
  close(): Promise<void>;
}

/** Opens lazy pools. */
export function openDatabases(url: string): Databases {
  const request = createDatabase({ url, kind: "request" });
  const batch = createDatabase({ url, kind: "batch" });
  const scheduler = createDatabase({ url, kind: "scheduler" });
  const health = createDatabase({ url, kind: "health" });
  return {
    request,
    batch,
    scheduler,
    health,
    async close() {
      await Promise.all([request, batch, scheduler, health].map(closeDatabase));
    },
  };
}

/** One pool for everything. */
export function shareDatabase(database: Database): Databases {
  return {
    request: database,
    batch: database,
    scheduler: database,
    health: database,
    close: () => closeDatabase(database),
  };
}
