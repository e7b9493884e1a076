import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

const header = "x-forwarded-for";

/**
 * Appends the address of the connection to each request's forwarded chain, as a proxy does. Next shows routes only the
 * chain, of which a client can make up everything. Not for platforms that set the chain themselves, such as Vercel.
 */
export function recordPeerAddresses(): void {
  subscribe("http.server.request.start", (message) => {
    const request = requestOf(message);
    const peer = request?.socket.remoteAddress;
    if (request === null || peer === undefined) return;
    const given = request.headers[header];
    request.headers[header] = given === undefined ? peer : `${String(given)}, ${peer}`;
  });
}

function requestOf(message: unknown): IncomingMessage | null {
  if (typeof message !== "object" || message === null || !("request" in message)) return null;
  return message.request instanceof IncomingMessage ? message.request : null;
}
