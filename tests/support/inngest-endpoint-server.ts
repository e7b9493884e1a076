import { once } from "node:events";
import { createServer } from "node:http";
import { serve } from "inngest/node";
import type { App } from "#lib/composition/create-app.ts";
import { createInngestApp } from "#lib/engines/inngest/inngest-app.ts";
import { listenLocally } from "./listening.ts";

/** `/api/inngest` of an app over plain HTTP. */
export interface EndpointServer {
  readonly port: number;
  /** Refuses new calls and resolves when the others are answered. */
  close(): Promise<void>;
}

/** Serves what the app's route serves, without Next around it. */
export async function serveEndpoint(app: App): Promise<EndpointServer> {
  const server = createServer(serve(createInngestApp(app.inngest)));
  const port = await listenLocally(server);
  return {
    port,
    async close() {
      server.close();
      server.closeIdleConnections();
      await once(server, "close");
    },
  };
}
