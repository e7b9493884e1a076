import { logRequest } from "../../request-log.ts";
import type { EdgeRequest } from "../refusal.ts";
import { expectUser, takeUser } from "./answered-users.ts";
import { routeOf } from "./route-of.ts";

/** Writes the line of a request for a page. Those for files are for people who debug: a page asks for dozens. */
export function logAnswer({ request, response, requestId, startedAt, logger }: EdgeRequest): void {
  expectUser(requestId);
  response.once("close", () => {
    const { method = "", url = "/" } = request;
    const status = response.statusCode;
    const route = routeOf(url);
    const userId = takeUser(requestId);
    const isFile = status < 400 && (route === "other" || route.startsWith("/_next/"));
    const level = isFile ? "debug" : "info";
    if (!logger.isLevelEnabled(level)) return;
    logRequest(logger, { requestId, method, route, ...(userId && { userId }) }, { status, startedAt }, level);
  });
}
