import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { serve } from "inngest/edge";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import * as live from "#app/api/health/live/route.ts";
import * as ready from "#app/api/health/ready/route.ts";
import * as todos from "#app/api/todos/route.ts";
import type { App } from "#lib/app.ts";
import { createInngestApp } from "#lib/engines/inngest/inngest-app.ts";

/** A server that a test started. */
export interface Served {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Takes the place of the app, e.g. as a proxy would; null lets the app answer. */
export type Intercept = (request: Request) => Promise<Response> | Response | null;

/**
 * Serves those routes of an app that the doctor asks, on a port of this machine. The app is made once the port is
 * known.
 */
export async function serveApp(createApp: (origin: string) => App, intercept: Intercept = () => null): Promise<Served> {
  const server = await listen();
  const origin = originOf(server);
  const app = createApp(origin);
  const { client, functions } = createInngestApp(app.inngest);
  const inngest = serve({ client, functions });
  server.on(
    "request",
    respondWith(origin, async (request) => {
      const intercepted = await intercept(request);
      if (intercepted) return intercepted;
      const { pathname } = new URL(request.url);
      const [, domain, action] = /^\/api\/cron\/([^/]+)\/([^/]+)$/.exec(pathname) ?? [];
      if (domain && action) return cron.GET.respond(app, request, { domain, action });
      if (pathname === "/api/health/live") return live.GET.respond(app, request, {});
      if (pathname === "/api/health/ready") return ready.GET.respond(app, request, {});
      if (pathname === "/api/todos") return todos.GET.respond(app, request, {});
      if (pathname === "/api/inngest") return inngest(request);
      return new Response("Not found", { status: 404 });
    }),
  );
  return { origin, stop: () => stop(server) };
}

/** Serves whatever `answer` says. */
export async function serveAnswers(answer: (request: Request) => Promise<Response> | Response): Promise<Served> {
  const server = await listen();
  server.on(
    "request",
    respondWith(originOf(server), async (request) => answer(request)),
  );
  return { origin: originOf(server), stop: () => stop(server) };
}

async function listen(): Promise<Server> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
}

function respondWith(origin: string, answer: (request: Request) => Promise<Response>): RequestListener {
  return (incoming, outgoing) => {
    void toRequest(origin, incoming)
      .then(answer)
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(await response.text());
      });
  };
}

async function toRequest(origin: string, incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  const { method = "GET", url = "/" } = incoming;
  const body = method === "GET" ? {} : { body: Buffer.concat(chunks) };
  return new Request(origin + url, { method, headers, ...body });
}
