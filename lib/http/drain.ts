import type { Server, ServerResponse } from "node:http";
import { Server as Listener, type Socket } from "node:net";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { onRequestStart } from "./edge/request-start.ts";

/** The time for which a stopping process still accepts connections, so that proxies learn to use another one. */
const ACCEPT_MS = 1_000;

/** The time that the search for a moment without arrivals may take. */
const GATHER_MS = 1_000;

/**
 * The time without an arrival that is looked for: on a busy machine, one may be under way in the system for that long.
 * Less and less is asked for while GATHER_MS passes, since more clients than wait for an answer may never be so quiet.
 */
const CALM_MS = 5;

/** A turn of the event loop that takes longer leaves time for another connection to arrive unseen. */
const SHORT_TURN_MS = 0.5;

/** The time without a request in flight after which the process may end. */
const QUIET_MS = 300;

/** The time that requests in flight may take to finish. */
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
  const unwatch = onRequestStart(({ server, response }) => {
    servers.add(server);
    inFlight.add(response);
    response.once("close", () => inFlight.delete(response));
    if (leaving) response.setHeader("Connection", "close");
  });
  return {
    async finish() {
      leaving = true;
      for (const response of inFlight) if (!response.headersSent) response.setHeader("Connection", "close");
      await sleep(ACCEPT_MS);
      await Promise.all([...servers].map(closeBetweenArrivals));
      const deadline = performance.now() + FINISH_MS;
      for (let quietMs = 0; quietMs < QUIET_MS && performance.now() < deadline; quietMs += 20) {
        await sleep(20);
        if (inFlight.size > 0) quietMs = 0;
      }
      unwatch();
    },
  };
}

/**
 * Stops listening at a moment when no connection waits to be accepted: the system resets those that do. Until then new
 * connections are accepted and held back, so that the clients who sent them send no more, and served afterwards.
 */
async function closeBetweenArrivals(server: Server): Promise<void> {
  const serve = server.listeners("connection");
  const held: Socket[] = [];
  server.removeAllListeners("connection").on("connection", (socket: Socket) => held.push(socket));
  const startedAt = performance.now();
  let calmSince = startedAt;
  for (let turnAt = startedAt, isOver = false; !isOver; ) {
    const accepted = held.length;
    await nextTurn();
    const now = performance.now();
    if (held.length > accepted || now - turnAt > SHORT_TURN_MS) calmSince = now;
    turnAt = now;
    isOver = now - calmSince >= CALM_MS * (1 - (now - startedAt) / GATHER_MS);
  }
  // Not the HTTP server's own close: it also ends idle connections, on which a request may be arriving.
  Listener.prototype.close.call(server);
  server.removeAllListeners("connection");
  for (const listener of serve) server.on("connection", (socket) => listener.call(server, socket));
  for (const socket of held) server.emit("connection", socket);
}
