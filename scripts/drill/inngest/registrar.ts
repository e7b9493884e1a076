import { once } from "node:events";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";
import { findFreePort } from "#scripts/runtime/ports.ts";

const registrationSchema = z.object({
  url: z.string(),
  functions: z.array(z.object({ steps: z.object({ step: z.object({ runtime: z.object({ url: z.string() }) }) }) })),
});

/** An Inngest server that only takes registrations. */
export interface Registrar {
  readonly url: string;
  /** The registrations: the address of the app, and those of its functions without the name of the function. */
  readonly registered: { readonly app: string; readonly functions: readonly string[] }[];
  close(): Promise<void>;
}

/** Takes registrations on a port of this machine, and keeps them. */
export async function openRegistrar(): Promise<Registrar> {
  const registered: Registrar["registered"] = [];
  const server = createServer(async (request, response) => {
    const { success, data } = registrationSchema.safeParse(await json(request).catch(() => null));
    if (success) registered.push({ app: data.url, functions: addressesOf(data) });
    response.end(JSON.stringify({ status: 200, modified: true }));
  });
  const port = await findFreePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port}`,
    registered,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function addressesOf({ functions }: z.output<typeof registrationSchema>): string[] {
  return [...new Set(functions.map(({ steps }) => callee(steps.step.runtime.url)))];
}

function callee(address: string): string {
  const url = new URL(address);
  url.searchParams.delete("fnId");
  url.searchParams.delete("stepId");
  return url.href;
}
