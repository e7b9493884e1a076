import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { listenLocally } from "./listening.ts";

const registrationSchema = z.object({
  url: z.string(),
  functions: z.array(z.object({ steps: z.object({ step: z.object({ runtime: z.object({ url: z.string() }) }) }) })),
});

/** Where an Inngest server takes registrations. */
export interface Registrar {
  readonly url: string;
  /** What was registered: the address of the app, and those of its functions without what names the function. */
  readonly registered: { readonly app: string; readonly functions: readonly string[] }[];
  close(): Promise<void>;
}

export async function openRegistrar(): Promise<Registrar> {
  const registered: Registrar["registered"] = [];
  const server = createServer(async (request, response) => {
    const { url, functions } = registrationSchema.parse(await json(request));
    registered.push({
      app: url,
      functions: [...new Set(functions.map(({ steps }) => callee(steps.step.runtime.url)))],
    });
    response.end(JSON.stringify({ status: 200, modified: true }));
  });
  const url = `http://127.0.0.1:${await listenLocally(server)}`;
  return {
    url,
    registered,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function callee(address: string): string {
  const url = new URL(address);
  url.searchParams.delete("fnId");
  url.searchParams.delete("stepId");
  return url.href;
}
