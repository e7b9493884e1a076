import type { IncomingMessage, Server } from "node:http";
import type { Logger } from "#lib/logger.ts";
import { requestIdOf } from "../request-log.ts";
import { decideEnd } from "./answer-end.ts";
import { contentOf, expectText } from "./answer-text.ts";
import { explainOutage } from "./page-outage.ts";
import { pagePostMaxBytes } from "./page-posts.ts";
import { logAnswer } from "./records/log-answer.ts";
import { logsItself } from "./records/route-of.ts";
import { type EdgeRequest, isOfApi, pathOf, refuse } from "./refusal.ts";
import { isBareRefusal, refuseByAddress, refuseMethod } from "./refused-methods.ts";
import { onRequestStart } from "./request-start.ts";
import { securityHeaders, transportHeaders } from "./security-headers.ts";
import { holdUntilWhole } from "./whole-body.ts";

/**
 * Gives every answer of this process its id and its security headers, also those that Next makes by itself: redirects,
 * refusals, files. The handler of a request may replace each of them. Explains outages of the database. Refuses
 * requests that Next fails on: methods such as TRACE and QUERY, addresses of the API that stand for no text, posts to
 * pages that are too large.
 */
export function guardAnswers({ appUrl, logger }: { readonly appUrl: string; readonly logger: Logger }): void {
  const headers = Object.entries({ ...securityHeaders, ...transportHeaders(appUrl) });
  const guarded = new WeakMap<IncomingMessage, EdgeRequest>();
  const servers = new WeakSet<Server>();
  onRequestStart(({ server, request, response }) => {
    const edge = { request, response, appUrl, logger, startedAt: performance.now(), requestId: nameRequest(request) };
    guarded.set(request, edge);
    response.setHeader("X-Request-Id", edge.requestId);
    for (const [name, value] of headers) response.setHeader(name, value);
    // Nothing of the API may be cached: neither answers of routes, nor Next's refusals.
    if (isOfApi(request.url)) {
      response.setHeader("Cache-Control", "no-store");
      const answer = expectText();
      decideEnd(response, (given) => {
        if (!isBareRefusal(response)) return contentOf(response, answer, given);
        refuseByAddress(server, edge);
        return null;
      });
    } else {
      explainOutage(edge);
    }
    if (!logsItself(request.url)) logAnswer(edge);
    if (servers.has(server)) return;
    servers.add(server);
    refuseFirst(server, guarded);
  });
}

/** In the request as well, so that a route gives the same id to its answer and its log line. */
function nameRequest(request: IncomingMessage): string {
  const given = request.headers["x-request-id"];
  const id = requestIdOf(typeof given === "string" ? given : null, new Date());
  request.headers["x-request-id"] = id;
  return id;
}

const answered = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Refuses requests before any other handler sees them. */
function refuseFirst(server: Server, guarded: WeakMap<IncomingMessage, EdgeRequest>): void {
  const handlers = server.listeners("request");
  server.removeAllListeners("request").on("request", (request: IncomingMessage, response) => {
    const edge = guarded.get(request);
    if (edge && refuses(server, edge)) return;
    const whole = () => {
      for (const handle of handlers) handle.call(server, request, response);
    };
    // Next would cut it off at the limit, and fail on the rest.
    if (!edge || isOfApi(request.url) || !("transfer-encoding" in request.headers)) whole();
    else holdUntilWhole(request, pagePostMaxBytes, { whole, tooLarge: () => refuseTooLarge(edge) });
  });
}

/** Answers requests that no other handler may see. */
function refuses(server: Server, edge: EdgeRequest): boolean {
  const { method = "", url, headers } = edge.request;
  if (isOfApi(url) && !isDecodable(pathOf(edge.request))) {
    refuse(edge, { kind: "malformed", detail: "The address has bytes after “%” that are no text in UTF-8." });
  } else if (!answered.includes(method)) {
    // Next's own answer would be a bare 400.
    if (isOfApi(url)) refuseByAddress(server, edge);
    else refuseMethod(edge, answered.join(", "));
  } else if (!isOfApi(url) && Number(headers["content-length"] ?? 0) > pagePostMaxBytes) {
    refuseTooLarge(edge);
  } else return false;
  return true;
}

function refuseTooLarge(edge: EdgeRequest): void {
  refuse(edge, { kind: "too-large", detail: `Send at most ${pagePostMaxBytes.toLocaleString("en")} bytes.` });
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
