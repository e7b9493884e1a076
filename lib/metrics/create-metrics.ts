import { AggregatorRegistry, Registry } from "prom-client";
import type { PoolState } from "#lib/db/databases.ts";
import { createDatabaseGauges } from "./database-gauges.ts";
import type { DatabaseReadings } from "./database-readings.ts";
import type { Metrics } from "./metrics.ts";
import { measureProcess } from "./process-metrics.ts";
import { createRequestMetrics } from "./request-metrics.ts";
import { createRunMetrics } from "./run-metrics.ts";
import { scrapeSiblings, sharesPort } from "./siblings.ts";

/** Counts and measures from now on. A process has one, since it also watches the event loop. */
export function createMetrics(parts: {
  readonly pools: () => readonly PoolState[];
  readonly read: (now: Date) => Promise<DatabaseReadings | null>;
  readonly clock: () => Date;
  /** The names of the tasks that there are. */
  readonly tasks: readonly string[];
  /** The milliseconds after which an unclaimed slot makes its schedule overdue. */
  readonly graceMs: number;
}): Metrics {
  const registry = new Registry();
  measureProcess(registry, parts.pools);
  createDatabaseGauges(registry, parts);
  if (sharesPort()) {
    AggregatorRegistry.setRegistries([registry]);
    // Answers the parent process, which asks for the metrics of all.
    new AggregatorRegistry();
  }
  return {
    ...createRequestMetrics(registry),
    ...createRunMetrics(registry, parts.tasks),
    scrape: () => (sharesPort() ? scrapeSiblings() : registry.metrics()),
  };
}
