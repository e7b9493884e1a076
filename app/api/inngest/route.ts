import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { app } from "#lib/app.ts";
import { createInngestApp } from "#lib/engines/inngest/inngest-app.ts";

let served: ReturnType<typeof serve> | undefined;

/**
 * Inngest's own protocol: the SDK checks the signature of each request outside dev mode. Made on the first call, since
 * at build time there is no environment.
 */
async function handler(request: NextRequest, context: unknown): Promise<Response> {
  served ??= serve(createInngestApp(app().inngest));
  return served(request, context);
}

export { handler as GET, handler as POST, handler as PUT };
