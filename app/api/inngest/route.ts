import { serve } from "inngest/next";
import { NextRequest } from "next/server.js";
import { app } from "#lib/app.ts";
import type { App } from "#lib/composition/create-app.ts";
import { syncAddress } from "#lib/engines/inngest/address.ts";
import { createInngestApp } from "#lib/engines/inngest/inngest-app.ts";
import { DomainError } from "#lib/errors.ts";
import { toProblem } from "#lib/http/problem.ts";
import { toProblemResponse } from "#lib/http/reply.ts";
import { requestIdOf } from "#lib/http/request-log.ts";

/**
 * The handlers of `/api/inngest`, by app: one, except where a process makes several, as tests and edits in development
 * do.
 */
const served = new WeakMap<App["inngest"], ReturnType<typeof serve>>();

/**
 * Inngest's own protocol: the SDK checks the signature of each request outside dev mode. Made on the first call, since
 * at build time there is no environment. Where another engine executes, there is nothing here.
 */
async function handler(request: NextRequest, context: unknown): Promise<Response> {
  const { env, inngest } = app();
  if (env.TASK_ENGINE !== "inngest") {
    const reference = requestIdOf(request.headers.get("x-request-id"), new Date());
    const error = new DomainError("not-found", "This installation does not execute its tasks on Inngest.");
    return toProblemResponse(toProblem(error, { appUrl: env.APP_URL, reference }), reference);
  }
  const answer = served.get(inngest) ?? serve(createInngestApp(inngest));
  served.set(inngest, answer);
  if (request.method !== "PUT") return answer(request, context);
  return answer(new NextRequest(syncAddress(request.nextUrl, env.APP_URL), request), context);
}

export {
  handler as DELETE,
  handler as GET,
  handler as HEAD,
  handler as OPTIONS,
  handler as PATCH,
  handler as POST,
  handler as PUT,
};
