import type { Metrics } from "#lib/metrics/metrics.ts";
import { onRequestStart } from "../request-start.ts";
import { routeOf } from "./route-of.ts";

/** As nginx counts requests whose client has left before the answer. */
const clientLeft = 499;

/** Counts every request of this process: of routes and pages, and those that are answered before either of them. */
export function countRequests({ countRequest }: Pick<Metrics, "countRequest">): void {
  onRequestStart(({ request, response }) => {
    const startedAt = performance.now();
    const { method = "other", url = "/" } = request;
    response.once("close", () => {
      const status = response.headersSent ? response.statusCode : clientLeft;
      countRequest({ method, route: routeOf(url), status, seconds: (performance.now() - startedAt) / 1000 });
    });
  });
}
