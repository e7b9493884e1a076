import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { serve } from "inngest/edge";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import * as live from "#app/api/health/live/route.ts";
import * as ready from "#app/api/health/ready/route.ts";
import * as todos from "#app/api/todos/route.ts";
import type { App } from "#lib/composition/create-app.ts";
import { createInngestApp } from "#lib/engines/inngest/inngest-app.ts";
import { listenLocally } from "#tests/support/listening.ts";

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
  const { server, ...served } = await listen();
  const app = createApp(served.origin);
  const inngest = serve(createInngestApp(app.inngest));
  server.on(
    "request",
    respondWith(served.origin, async (request) => {
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
  return served;
}

/** Serves whatever `answer` says. */
export async function serveAnswers(answer: (request: Request) => Promise<Response> | Response): Promise<Served> {
  const { server, ...served } = await listen();
  server.on(
    "request",
    respondWith(served.origin, async (request) => answer(request)),
  );
  return served;
}

async function listen(): Promise<Served & { readonly server: Server }> {
  const server = createServer();
  const origin = `http://127.0.0.1:${await listenLocally(server)}`;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { server, origin, stop };
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
  const body = ["GET", "HEAD"].includes(method) ? {} : { body: Buffer.concat(chunks) };
  return new Request(origin + url, { method, headers, ...body });
}
