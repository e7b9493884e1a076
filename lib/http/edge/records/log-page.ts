import { logRequest } from "../../request-log.ts";
import type { EdgeRequest } from "../refusal.ts";
import { routeOf } from "./route-of.ts";

/** Writes the line of a request for a page. Files are for those who debug: a page asks for dozens. */
export function logPage({ request, response, requestId, startedAt, logger }: EdgeRequest): void {
  response.once("close", () => {
    const { method = "", url = "/" } = request;
    const route = routeOf(url);
    const isFile = route === "other" || route.startsWith("/_next/");
    if (isFile && !logger.isLevelEnabled("debug")) return;
    logRequest(
      logger,
      { requestId, method, route },
      { status: response.statusCode, startedAt },
      isFile ? "debug" : "info",
    );
  });
}
