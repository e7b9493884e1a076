import { closeDatabase, createDatabase, type Database, poolOf, readsOf } from "./client.ts";
import type { WorkKind } from "./policy.ts";

/** A pool for each kind of work. */
export interface Databases extends Readonly<Record<WorkKind, Database>> {
  close(): Promise<void>;
}

/** Opens lazy pools. `traced`: each statement of a trace gets a span. */
export function openDatabases(url: string, { traced }: { readonly traced: boolean }): Databases {
  const open = (kind: WorkKind) => createDatabase({ url, kind, traced });
  const [request, batch, scheduler, health] = [open("request"), open("batch"), open("scheduler"), open("health")];
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

/** The connections of one pool, with the one that its reads share. */
export interface PoolState {
  readonly pool: WorkKind;
  readonly busy: number;
  readonly idle: number;
  /** Queries that wait for a connection. */
  readonly waiting: number;
}

/** Counts the connections of each kind of work at this moment. */
export function poolStates({ request, batch, scheduler, health }: Databases): PoolState[] {
  const stateOf = ([pool, database]: readonly [WorkKind, Database]): PoolState => {
    const { totalCount, idleCount, waitingCount } = poolOf(database);
    const { state } = readsOf(database);
    return {
      pool,
      busy: totalCount - idleCount + Number(state === "busy"),
      idle: idleCount + Number(state === "idle"),
      waiting: waitingCount,
    };
  };
  const all = [
    ["request", request],
    ["batch", batch],
    ["scheduler", scheduler],
    ["health", health],
  ] as const;
  return all.map(stateOf);
}
