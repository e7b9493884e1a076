import { logRequest } from "../../request-log.ts";
import type { EdgeRequest } from "../refusal.ts";
import { routeOf } from "./route-of.ts";

/** Writes the line of a request for a page. Those for files are for people who debug: a page asks for dozens. */
export function logPage({ request, response, requestId, startedAt, logger }: EdgeRequest): void {
  response.once("close", () => {
    const { method = "", url = "/" } = request;
    const status = response.statusCode;
    const route = routeOf(url);
    const isFile = status < 400 && (route === "other" || route.startsWith("/_next/"));
    const level = isFile ? "debug" : "info";
    if (logger.isLevelEnabled(level)) logRequest(logger, { requestId, method, route }, { status, startedAt }, level);
  });
}
