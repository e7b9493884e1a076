import type { App } from "#lib/composition/create-app.ts";
import { withoutStoring } from "./edge/without-storing.ts";
import { toProblem } from "./problem.ts";
import { toProblemResponse } from "./reply.ts";
import { logRequest, pathOf, requestIdOf } from "./request-log.ts";

/**
 * Answers everything under `/api/auth`. The auth library does so itself, with its own parsing, origin checks and
 * limits. Its rejections are answered like the errors of every other route.
 */
export async function answerAuth(
  { auth, env, logger }: Pick<App, "auth" | "env" | "logger">,
  request: Request,
  now: Date,
): Promise<Response> {
  const startedAt = performance.now();
  const requestId = requestIdOf(request.headers.get("x-request-id"), now);
  const line = { requestId, method: request.method, route: authRoute(request.url) };
  const answer = await auth.handler(request).then(withoutStoring, (error: unknown) => {
    const problem = toProblem(error, { appUrl: env.APP_URL, reference: requestId });
    logger.error({ ...line, err: error }, problem.title);
    return toProblemResponse(problem, requestId);
  });
  answer.headers.set("x-request-id", requestId);
  logRequest(logger, line, { status: answer.status, startedAt });
  return answer;
}

/** With the words of its path alone: other segments may be tokens. */
function authRoute(url: string): string {
  return pathOf(url)
    .split("/")
    .map((segment) => (/^[a-z]{0,20}(?:-[a-z]{1,20}){0,4}$/.test(segment) ? segment : "{value}"))
    .join("/")
    .slice(0, 200);
}
