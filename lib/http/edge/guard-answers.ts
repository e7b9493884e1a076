import type { Server } from "node:http";
import { explainRefusal, refuseMethod } from "./refused-methods.ts";
import { onRequestStart } from "./request-start.ts";
import { securityHeaders, transportHeaders } from "./security-headers.ts";

/**
 * Gives every answer of this process its security headers, also those that Next makes by itself: redirects, refusals,
 * files. What handles the request may replace each of them. Refuses TRACE, which Next fails on.
 */
export function guardAnswers(appUrl: string): void {
  const headers = Object.entries({ ...securityHeaders, ...transportHeaders(appUrl) });
  const servers = new WeakSet<Server>();
  onRequestStart(({ server, request, response }) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    // Nothing of the API may be kept: neither what a route answers, nor Next's refusals.
    if (isOfApi(request.url)) {
      response.setHeader("Cache-Control", "no-store");
      explainRefusal(server, { request, response, appUrl });
    }
    if (servers.has(server)) return;
    servers.add(server);
    refuseTrace(server, appUrl);
  });
}

function isOfApi(url = "/"): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}

const answered = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

function refuseTrace(server: Server, appUrl: string): void {
  const handlers = server.listeners("request");
  server.removeAllListeners("request").on("request", (request, response) => {
    if (request.method === "TRACE") refuseMethod(response, { allow: answered, appUrl });
    else for (const handle of handlers) handle.call(server, request, response);
  });
}
