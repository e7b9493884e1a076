import { request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { problemKinds } from "../problem.ts";

/**
 * Lets a bare 405 of Next say which methods the address answers, as HTTP wants it. Only Next knows them, from what the
 * route exports: its answer to OPTIONS names them, without running the route.
 */
export function explainRefusal(
  server: Server,
  { request, response, appUrl }: { request: IncomingMessage; response: ServerResponse; appUrl: string },
): void {
  const end = response.end;
  let replaced = end;
  let isDecided = false;
  const explained = (...given: unknown[]): ServerResponse => {
    if (isDecided) return Reflect.apply(end, response, given);
    isDecided = response.statusCode !== 405 || response.headersSent || response.hasHeader("Allow");
    if (isDecided) return Reflect.apply(replaced, response, given);
    allowedMethods(server, request.url ?? "/").then((allow) => refuseMethod(response, { allow, appUrl }));
    return response;
  };
  // What compresses answers replaces `end`, sends the headers there, and calls the `end` that it found.
  Object.defineProperty(response, "end", {
    get: () => explained,
    set: (replacement: typeof end) => {
      replaced = replacement;
    },
  });
}

/** Answers 405 with the methods that are allowed, and why in the form of every problem. */
export function refuseMethod(response: ServerResponse, { allow, appUrl }: { allow: string; appUrl: string }): void {
  const { status, title } = problemKinds["method-not-allowed"];
  const type = new URL("/docs#method-not-allowed", appUrl).href;
  response.writeHead(status, {
    Allow: allow,
    "Cache-Control": "no-store",
    "Content-Type": "application/problem+json",
  });
  response.end(JSON.stringify({ type, title, status, detail: `This address answers ${allow} only.` }));
}

/** What the server answers to OPTIONS; without an answer, what every address does. */
function allowedMethods(server: Server, path: string): Promise<string> {
  const address = server.address();
  const unknown = "OPTIONS";
  if (address === null || typeof address === "string") return Promise.resolve(unknown);
  const host = address.address === "0.0.0.0" ? "127.0.0.1" : address.address === "::" ? "::1" : address.address;
  return new Promise((resolve) => {
    ask({ host, port: address.port, path, method: "OPTIONS", agent: false, timeout: 2_000 })
      .once("response", (response) => {
        response.resume();
        resolve(response.headers.allow ?? unknown);
      })
      .once("timeout", () => resolve(unknown))
      .once("error", () => resolve(unknown))
      .end();
  });
}
