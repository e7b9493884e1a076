import { request as ask, type Server, type ServerResponse } from "node:http";
import { type EdgeRequest, refuse } from "./refusal.ts";

/**
 * Whether an answer that ends is a bare 405 of Next: HTTP wants it to name the methods of the address. Only Next knows
 * them, from the exports of the route: its answer to OPTIONS names them, without running the route.
 */
export function isBareRefusal(response: ServerResponse): boolean {
  return response.statusCode === 405 && !response.headersSent && !response.hasHeader("Allow");
}

/** Answers 405 with the methods that this address answers. */
export function refuseByAddress(server: Server, edge: EdgeRequest): void {
  allowedMethods(server, edge.request.url ?? "/").then((allow) => refuseMethod(edge, allow));
}

/** Answers 405 with the allowed methods, and the reason in the form of every problem. */
export function refuseMethod(edge: EdgeRequest, allow: string): void {
  const detail = `This address answers ${allow} only.`;
  refuse(edge, { kind: "method-not-allowed", detail, headers: { Allow: allow } });
}

/** The server's answer to OPTIONS; without one, that of every address. */
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
