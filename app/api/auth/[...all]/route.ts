import { app } from "#lib/app.ts";
import { withoutStoring } from "#lib/http/edge/without-storing.ts";
import { logRequest, requestIdOf } from "#lib/http/request-log.ts";

// better-auth answers these itself: it has its own parsing, origin checks and limits.
async function handler(request: Request): Promise<Response> {
  const startedAt = performance.now();
  const requestId = requestIdOf(request.headers.get("x-request-id"), new Date());
  const { auth, logger } = app();
  const answer = withoutStoring(await auth.handler(request));
  answer.headers.set("x-request-id", requestId);
  const line = { requestId, method: request.method, route: new URL(request.url).pathname.slice(0, 200) };
  logRequest(logger, line, { status: answer.status, startedAt });
  return answer;
}

export { handler as GET, handler as POST };
