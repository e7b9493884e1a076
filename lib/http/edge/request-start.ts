import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage, Server, ServerResponse } from "node:http";

export interface RequestStart {
  readonly server: Server;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

const channel = "http.server.request.start";

/**
 * Calls the listener with each request that a server of this process receives, before the server handles it. Node
 * publishes these events; Next gives no access to its servers. Returns a function that ends the listening.
 */
export function onRequestStart(listener: (start: RequestStart) => void): () => void {
  const watch = (message: unknown) => {
    if (isRequestStart(message)) listener(message);
  };
  subscribe(channel, watch);
  return () => unsubscribe(channel, watch);
}

function isRequestStart(message: unknown): message is RequestStart {
  return (
    typeof message === "object" &&
    message !== null &&
    "server" in message &&
    "request" in message &&
    "response" in message &&
    message.server instanceof Server &&
    message.request instanceof IncomingMessage &&
    message.response instanceof ServerResponse
  );
}
