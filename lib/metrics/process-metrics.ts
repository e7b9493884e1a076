import { collectDefaultMetrics, Gauge, type Registry } from "prom-client";
import type { PoolState } from "#lib/db/databases.ts";

/** Measures this process: event loop, memory, garbage collection, and its connections to the database. */
export function measureProcess(registry: Registry, pools: () => readonly PoolState[]): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "tidy_database_connections",
    help: "Connections of this process to the database, by kind of work. waiting: queries that wait for a connection.",
    labelNames: ["pool", "state"],
    registers: [registry],
    collect() {
      for (const { pool, busy, idle, waiting } of pools()) {
        this.set({ pool, state: "busy" }, busy);
        this.set({ pool, state: "idle" }, idle);
        this.set({ pool, state: "waiting" }, waiting);
      }
    },
  });
}
