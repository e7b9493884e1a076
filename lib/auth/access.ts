import { createHash, timingSafeEqual } from "node:crypto";
import type { Env } from "#lib/env.ts";
import { DomainError } from "#lib/errors.ts";
import { covers, neededScope } from "./api-keys/api-key-scopes.ts";
import type { Auth } from "./auth.ts";
import { bearerToken } from "./callers/bearer-token.ts";
import type { KnownCaller } from "./callers/known-callers.ts";
import { includesRole, type Role } from "./roles/role.ts";
import type { SecurityEvent } from "./security-log/security-event.ts";
import type { EventAccount } from "./security-log/security-log.ts";
import type { User } from "./user.ts";

/**
 * The callers that a route allows: anyone, a signed-in user with the role or one that includes it, or a program that
 * knows a secret of the installation.
 */
export type Access = "public" | Role | ProgramAccess;

/** A scheduler that knows CRON_SECRET, or a monitor that knows METRICS_TOKEN. */
export type ProgramAccess = "cron" | "metrics";

export function isProgramAccess(access: Access): access is ProgramAccess {
  return access in secretVariables;
}

const secretVariables = { cron: "CRON_SECRET", metrics: "METRICS_TOKEN" } as const satisfies Record<
  ProgramAccess,
  string
>;

/** A known user, and the way they signed in. */
export type Caller =
  | { readonly user: User; readonly via: "session" }
  | { readonly user: User; readonly via: "api-key"; readonly keyName: string | null };

interface AccessContext {
  readonly auth: Auth;
  readonly env: Pick<Env, "CRON_SECRET" | "METRICS_TOKEN">;
  readonly method: string;
  /** Keeps the process alive for a record that nobody waits for. Default: it stays anyway. */
  readonly after?: (work: Promise<void>) => void;
}

type Denial = Omit<Extract<SecurityEvent, { kind: "access-denied" }>, "kind">;

/** Records a refusal without making its answer wait. */
export function recordDenied(
  denial: Denial,
  account: EventAccount,
  headers: Headers,
  { auth, after = () => {} }: Pick<AccessContext, "auth" | "after">,
): void {
  after(auth.security.record({ kind: "access-denied", ...denial }, account, headers));
}

/**
 * Decides whether a request is allowed, and records who is refused in spite of a session, a key or a secret.
 * @returns the caller; null only for `public` and programs.
 * @throws {DomainError} `unauthenticated` or `forbidden`.
 */
export async function authorize(access: Access, headers: Headers, context: AccessContext): Promise<Caller | null> {
  if (access === "public") return null;
  if (isProgramAccess(access)) {
    requireSecret(secretVariables[access], headers, context);
    return null;
  }
  const caller = await findCaller(access, headers, context);
  if (includesRole(caller.user.role, access)) return caller;
  recordDenied({ reason: lackingRole(access) }, caller.user, headers, context);
  throw new DomainError("forbidden", forbiddenTexts[access]);
}

const forbiddenTexts: Readonly<Record<Role, string>> = {
  user: "Only people with an account can do this.",
  viewer: "Only viewers and admins can see this. Ask the person who runs this installation.",
  admin: "Only an admin can do this. Ask the person who runs this installation.",
};

/** The reason to refuse somebody signed in whose role is too small. */
export function lackingRole(needed: Role): Denial["reason"] {
  return needed === "admin" ? "not-admin" : "not-viewer";
}

/**
 * Recalls the caller of a request without a query, on condition that the result's proof holds; null where `authorize`
 * has to decide. Only routes for users have such callers, since a role is judged from the user's row.
 */
export function recallCaller(
  access: Access,
  headers: Headers,
  { auth, now }: { readonly auth: Auth; readonly now: Date },
): KnownCaller | null {
  return access === "user" ? auth.recall(headers, now) : null;
}

async function findCaller(access: Role, headers: Headers, context: AccessContext): Promise<Caller> {
  const { auth, method } = context;
  // An API key takes precedence over a cookie, so that an invalid one doesn't go unnoticed.
  const token = bearerToken(headers);
  if (token !== null) {
    const found = await auth.findUserByApiKey(token, new Date());
    const needed = neededScope(access, method);
    if (found !== null && covers(found.scopes, needed))
      return { user: found.user, via: "api-key", keyName: found.name };
    if (found !== null) {
      recordDenied({ reason: "missing-scope", scope: needed }, found.user, headers, context);
      throw new DomainError(
        "forbidden",
        `This API key lacks the scope “${needed}”. Create one with it under Settings.`,
      );
    }
    recordDenied({ reason: "unknown-key" }, null, headers, context);
    throw new DomainError(
      "unauthenticated",
      "This API key is unknown, revoked or expired. Create one under Settings and send it as “Authorization: Bearer tidy_…”.",
    );
  }
  const user = await auth.findUserBySession(headers, { extend: true });
  if (user !== null) return { user, via: "session" };
  throw new DomainError("unauthenticated", "Sign in, or send an API key as “Authorization: Bearer tidy_…”.");
}

const refusedPrograms = { CRON_SECRET: "Schedulers are", METRICS_TOKEN: "Monitors are" } as const;

function requireSecret(variable: keyof typeof refusedPrograms, headers: Headers, context: AccessContext): void {
  const secret = context.env[variable];
  const token = bearerToken(headers);
  if (secret === undefined) {
    throw new DomainError("unauthenticated", `${refusedPrograms[variable]} refused until ${variable} is set.`);
  }
  if (token === null || !isSameSecret(token, secret)) {
    if (token !== null) recordDenied({ reason: "wrong-secret" }, null, headers, context);
    throw new DomainError("unauthenticated", `Send the ${variable} as “Authorization: Bearer …”.`);
  }
}

/** Compares in constant time. Hashes have the same length, so that not even the length leaks. */
function isSameSecret(given: string, expected: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
