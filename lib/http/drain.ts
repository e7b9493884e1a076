import { subscribe } from "node:diagnostics_channel";
import { Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process that is to end still takes requests, so that proxies learn to send theirs elsewhere. */
const FAREWELL_MS = 1_000;

/** How long requests that came before may take to finish. */
const FINISH_MS = 8_000;

/** Ends a process's HTTP service without breaking a request. */
export interface Drain {
  /**
   * Asks every client to use another connection from now on, then stops listening, and resolves when nothing is in flight or
   * about nine seconds have passed.
   */
  finish(): Promise<void>;
}

/** Watches the servers of this process, which Next keeps to itself, by the events that Node publishes of each request. */
export function watchRequests(): Drain {
  const servers = new Set<Server>();
  const inFlight = new Set<ServerResponse>();
  let leaving = false;
  subscribe("http.server.request.start", (message) => {
    if (!isRequestStart(message)) return;
    const { server, response } = message;
    servers.add(server);
    inFlight.add(response);
    response.once("close", () => inFlight.delete(response));
    if (leaving) response.setHeader("Connection", "close");
  });
  return {
    async finish() {
      leaving = true;
      await sleep(FAREWELL_MS);
      for (const server of servers) server.close();
      const deadline = performance.now() + FINISH_MS;
      while (inFlight.size > 0 && performance.now() < deadline) await sleep(20);
    },
  };
}

function isRequestStart(message: unknown): message is { server: Server; response: ServerResponse } {
  return (
    typeof message === "object" &&
    message !== null &&
    "server" in message &&
    "response" in message &&
    message.server instanceof Server &&
    message.response instanceof ServerResponse
  );
}
