import { Counter, Histogram, type Registry } from "prom-client";
import type { Metrics } from "./metrics.ts";

/** From a heartbeat up to a cleanup of millions. */
const buckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3_600];

/** The outcomes that end a run. */
const finalOutcomes = ["succeeded", "failed", "canceled"];

/** Counts the runs that this process executes, of these tasks. */
export function createRunMetrics(registry: Registry, tasks: readonly string[]): Pick<Metrics, "countAttempt"> {
  const registers = [registry];
  const attempts = new Counter({
    name: "tidy_run_attempts_total",
    help: "Attempts that ended in this process. succeeded, failed and canceled end their run; retrying, interrupted and unfinished do not.",
    labelNames: ["task", "outcome"],
    registers,
  });
  const duration = new Histogram({
    name: "tidy_run_duration_seconds",
    help: "From the start of a run's first attempt to its end.",
    labelNames: ["task"],
    buckets,
    registers,
  });
  // As Prometheus reckons, a counter that appears with its first failure has not increased.
  for (const task of tasks) for (const outcome of finalOutcomes) attempts.inc({ task, outcome }, 0);
  return {
    countAttempt({ task, outcome, runSeconds }) {
      attempts.inc({ task, outcome });
      if (runSeconds !== null) duration.observe({ task }, runSeconds);
    },
  };
}
