import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { poll } from "#scripts/runtime/processes.ts";
import { listenLocally } from "#tests/support/listening.ts";

/** The time that a call waits for a process to answer it. */
const waitMs = 60_000;

/** One address for all processes of an app. Each call goes to the next process in turn. */
export interface LoadBalancer {
  readonly url: string;
  add(port: number): void;
  remove(port: number): void;
  close(): Promise<void>;
}

export async function openLoadBalancer(): Promise<LoadBalancer> {
  const ports: number[] = [];
  let turn = 0;
  let closed = false;

  const nextPort = () => ports[turn++ % ports.length];

  const pass = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const deadline = performance.now() + waitMs;
    while (performance.now() < deadline && !closed) {
      const port = await poll(async () => nextPort(), { timeoutMs: deadline - performance.now(), everyMs: 20 });
      if (port === undefined || (await forward(port, incoming, body, outgoing)) !== "refused") break;
    }
    // Also if a process died while it answered: its progress is unknown, so no other one is asked.
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  };

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  const url = `http://127.0.0.1:${await listenLocally(server)}`;
  return {
    url,
    add: (port) => void ports.push(port),
    remove: (port) => void ports.splice(ports.indexOf(port), 1),
    async close() {
      closed = true;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function forward(
  port: number,
  { url, method, headers }: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<"answered" | "refused" | "broken"> {
  return new Promise((resolve) => {
    const passed = request({ host: "127.0.0.1", port, path: url, method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing, { end: false });
      answer.once("end", () => resolve("answered")).once("error", () => resolve("broken"));
    });
    passed.once("error", (error) => resolve("code" in error && error.code === "ECONNREFUSED" ? "refused" : "broken"));
    passed.end(body);
  });
}
