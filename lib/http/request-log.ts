import { newId } from "#lib/id.ts";
import type { Logger } from "#lib/logger.ts";

const acceptable = /^[\w.:-]{8,100}$/;

/** Names a request in the log: the id that a proxy gave it, unless that could garble the log, else a new one. */
export function requestIdOf(given: string | null, now: Date): string {
  return given !== null && acceptable.test(given) ? given : newId(now);
}

/** The fields of a log line about the request. */
export interface RequestLine {
  readonly requestId: string;
  readonly traceId?: string;
  readonly method: string;
  /** The route or path, without the query. */
  readonly route: string;
  /** The user who asked, where known. */
  readonly userId?: string;
  /** The run that it asks about, or has started. */
  readonly runId?: string;
}

const runPath = /^\/api\/runs\/([0-9a-f-]{36})(?:\/|$)/;

/** The run that an address is about. */
export function runIdOf(path: string | null): string | undefined {
  return path === null ? undefined : runPath.exec(path)?.[1];
}

/** Writes the one line that every request gets. `startedAt` is by `performance.now()`. */
export function logRequest(
  logger: Logger,
  line: RequestLine,
  { status, startedAt }: { readonly status: number; readonly startedAt: number },
  level: "info" | "debug" = "info",
): void {
  logger[level]({ ...line, status, ms: Math.round(performance.now() - startedAt) }, "request");
}

/** The longest path that a log line shows, of an address that does not exist. */
const pathMaxLength = 200;

/** The route that a request met, e.g. `/api/todos/{id}`, to group log lines by. */
export function patternOf(request: Request, params: Readonly<Record<string, string | string[] | undefined>>): string {
  const path = pathOf(request.url).slice(0, pathMaxLength);
  if (Object.keys(params).length === 0) return path;
  const names = new Map(Object.entries(params).map(([name, value]) => [value, `{${name}}`]));
  return path
    .split("/")
    .map((segment) => names.get(decoded(segment)) ?? segment)
    .join("/");
}

/** Of an absolute address, without the time that it takes to parse it. */
export function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const end = url.slice(start).search(/[?#]/);
  return end === -1 ? url.slice(start) : url.slice(start, start + end);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
