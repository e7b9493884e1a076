import { createHash, timingSafeEqual } from "node:crypto";
import type { Env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { covers, neededScope } from "./api-key-scopes.ts";
import type { Auth } from "./auth.ts";
import type { User } from "./user.ts";

/** Who may call: anyone, anyone signed in, admins, or a scheduler that knows CRON_SECRET. */
export type Access = "public" | "user" | "admin" | "cron";

/** A known user and how they signed in. */
export interface Caller {
  readonly user: User;
  readonly via: "session" | "api-key";
}

/**
 * Decides whether a request is allowed.
 * @returns the caller; null only for `public` and `cron`.
 * @throws {DomainError} `unauthenticated` or `forbidden`.
 */
export async function authorize(
  access: Access,
  headers: Headers,
  context: { auth: Auth; env: Pick<Env, "CRON_SECRET">; method: string },
): Promise<Caller | null> {
  if (access === "public") return null;
  if (access === "cron") {
    requireCronSecret(bearerToken(headers), context.env.CRON_SECRET);
    return null;
  }
  const caller = await findCaller(access, headers, context);
  if (access === "user" || caller.user.role === "admin") return caller;
  throw new DomainError("forbidden", "Only an admin can do this. Ask the person who runs this installation.");
}

async function findCaller(
  access: "user" | "admin",
  headers: Headers,
  { auth, method }: { auth: Auth; method: string },
): Promise<Caller> {
  // An API key takes precedence over a cookie, so that an invalid one doesn't go unnoticed.
  const token = bearerToken(headers);
  if (token !== null) {
    const found = await auth.findUserByApiKey(token, new Date());
    const needed = neededScope(access, method);
    if (found !== null && covers(found.scopes, needed)) return { user: found.user, via: "api-key" };
    if (found !== null) {
      throw new DomainError(
        "forbidden",
        `This API key lacks the scope “${needed}”. Create one with it under Settings.`,
      );
    }
    throw new DomainError(
      "unauthenticated",
      "This API key is unknown, revoked or expired. Create one under Settings and send it as “Authorization: Bearer tidy_…”.",
    );
  }
  const user = await auth.findUserBySession(headers, { extend: true });
  if (user !== null) return { user, via: "session" };
  throw new DomainError("unauthenticated", "Sign in, or send an API key as “Authorization: Bearer tidy_…”.");
}

function requireCronSecret(token: string | null, secret: string | undefined): void {
  if (secret === undefined) {
    throw new DomainError("unauthenticated", "Schedulers are refused until CRON_SECRET is set.");
  }
  if (token === null || !isSameSecret(token, secret)) {
    throw new DomainError("unauthenticated", "Send the CRON_SECRET as “Authorization: Bearer …”.");
  }
}

/** Compares in constant time. Hashes have the same length, so that not even the length leaks. */
function isSameSecret(given: string, expected: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function bearerToken(headers: Headers): string | null {
  const match = /^bearer(?: +(.*))?$/i.exec(headers.get("authorization") ?? "");
  return match === null ? null : (match[1] ?? "");
}
