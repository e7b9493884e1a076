import { subscribe } from "node:diagnostics_channel";
import { Server, ServerResponse } from "node:http";
import { Server as Listener } from "node:net";
import { setImmediate as afterArrivals, setTimeout as sleep } from "node:timers/promises";

/** How long a stopping process still accepts connections, so that proxies learn to use another one. */
const ACCEPT_MS = 1_000;

/** How long nothing must be in flight before the process may end. */
const QUIET_MS = 300;

/** How long requests in flight may take to finish. */
const FINISH_MS = 8_000;

/** Ends a process's HTTP service without breaking off a request. */
export interface Drain {
  /**
   * Asks every client to use another connection, then stops listening. Resolves when nothing is in flight, or after
   * about nine seconds.
   */
  finish(): Promise<void>;
}

/**
 * Watches the servers of this process through the events that Node publishes of each request: Next gives no access to
 * them.
 */
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
      await sleep(ACCEPT_MS);
      // Closing resets connections that are not accepted yet. Just after the event loop has polled for new ones there
      // are none.
      await afterArrivals();
      // Not the HTTP server's own close: it also ends idle connections, on which a request may be arriving.
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
