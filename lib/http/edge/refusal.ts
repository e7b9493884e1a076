import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "#lib/logger.ts";
import { problemKinds } from "../problem.ts";
import { logRequest } from "../request-log.ts";
import { logsItself, routeOf } from "./records/route-of.ts";

/** A request that this process answers before Next, or in place of Next's bare refusal. */
export interface EdgeRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly appUrl: string;
  readonly logger: Logger;
}

interface Refusal {
  readonly kind: "malformed" | "method-not-allowed" | "too-large";
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers with a problem, and writes the line that every request gets. */
export function refuse(edge: EdgeRequest, { kind, detail, headers = {} }: Refusal): void {
  const { request, response, requestId, startedAt, appUrl, logger } = edge;
  const { status, title } = problemKinds[kind];
  const type = new URL(`/docs#${kind}`, appUrl).href;
  response.writeHead(status, {
    ...headers,
    "Cache-Control": "no-store",
    "Content-Type": "application/problem+json",
  });
  response.end(JSON.stringify({ type, title, status, detail }));
  if (logsItself(request.url))
    logRequest(
      logger,
      { requestId, method: request.method ?? "", route: routeOf(request.url ?? "/") },
      { status, startedAt },
    );
}

/** Without the query, which may say anything. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  return url.split("?", 1)[0] ?? "/";
}

export function isOfApi(url = "/"): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}
