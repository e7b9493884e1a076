import { Counter, Histogram, type Registry } from "prom-client";
import type { Metrics } from "./metrics.ts";

/** From an answer out of memory up to the wait of a caller for a run. */
const buckets = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

/** Methods that this process answers; a client may make up any other. */
const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts requests: two labels of a route's time, and three of its number, so that buckets stay few. */
export function createRequestMetrics(registry: Registry): Pick<Metrics, "countRequest"> {
  const registers = [registry];
  const total = new Counter({
    name: "tidy_http_requests_total",
    help: "Requests that were answered, by route. Status 499: the client left before the answer.",
    labelNames: ["method", "route", "status"],
    registers,
  });
  const duration = new Histogram({
    name: "tidy_http_request_duration_seconds",
    help: "From a request's arrival to the end of its answer, by route.",
    labelNames: ["method", "route"],
    buckets,
    registers,
  });
  return {
    countRequest({ method: given, route, status, seconds }) {
      const method = methods.has(given) ? given : "other";
      total.inc({ method, route, status });
      duration.observe({ method, route }, seconds);
    },
  };
}
