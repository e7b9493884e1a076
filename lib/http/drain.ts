import { subscribe } from "node:diagnostics_channel";
import { Server, ServerResponse } from "node:http";
import { Server as Listener } from "node:net";
import { setImmediate as afterArrivals, setTimeout as sleep } from "node:timers/promises";

/** How long a process that is to end still takes requests, so that proxies learn to send theirs elsewhere. */
const FAREWELL_MS = 1_000;

/** How long nothing must have been in flight before the process may end. */
const QUIET_MS = 300;

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
      // The operating system resets connections that nobody accepted yet; just after arrivals were looked at there are none.
      await afterArrivals();
      // Not the HTTP server's own close, which also ends idle connections, on which a request may be under way.
      for (const server of servers) Listener.prototype.close.call(server);
      const deadline = performance.now() + FINISH_MS;
      for (let quietMs = 0; quietMs < QUIET_MS && performance.now() < deadline; quietMs += 20) {
        await sleep(20);
        if (inFlight.size > 0) quietMs = 0;
      }
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
