import { type Access, authorize, type Caller, isProgramAccess } from "#lib/auth/access.ts";
import type { Auth } from "#lib/auth/auth.ts";
import type { Env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import type { After } from "./execution.ts";

/** The parts of an App that decide who is let in. */
interface AccessParts {
  readonly auth: Auth;
  readonly env: Pick<Env, "CRON_SECRET" | "METRICS_TOKEN">;
}

/**
 * Authorizes a request and counts it for its caller: a user's browsers, a user's scripts, or an IP address where nobody
 * is known. A program that knows its secret is not counted. `counted`: the caller that it was counted for before.
 * @throws {DomainError} `unauthenticated`, `forbidden` or `too-many-requests`.
 */
export async function admit(
  access: Access,
  {
    app,
    request,
    now,
    after,
    counted = null,
  }: { app: AccessParts; request: Request; now: Date; after?: After; counted?: string | null },
): Promise<Caller | null> {
  const { throttle } = app.auth;
  const context = { ...app, method: request.method, ...(after && { after }) };
  const caller = await authorize(access, request.headers, context).catch((error: unknown) => {
    // A refused caller, with a guessed key or secret for instance, counts as a stranger.
    if (error instanceof DomainError) throttle.take(strangerOf(request, app.auth), now);
    throw error;
  });
  if (caller !== null) {
    const name = `${caller.via} ${caller.user.id}`;
    if (name !== counted) throttle.take(name, now);
  } else if (!isProgramAccess(access)) throttle.take(strangerOf(request, app.auth), now);
  return caller;
}

function strangerOf(request: Request, auth: Auth): string {
  return `address ${auth.addressOf(request.headers) ?? "unknown"}`;
}
