import { createHmac, hash as hashed, timingSafeEqual } from "node:crypto";
import { addDays } from "#lib/days.ts";
import { Prisma } from "#lib/db/client.ts";
import { covers, neededScope, parseScopes } from "../api-keys/api-key-scopes.ts";
import type { AuthEnv } from "../auth-env.ts";
import { apiKeyPrefix, sessionCookieName, sessionSeconds } from "../better-auth.ts";
import { bearerToken } from "./bearer-token.ts";

/** The sender of a request, if nothing has changed since this process let them in before. */
export interface KnownCaller {
  readonly userId: string;
  readonly via: "session" | "api-key";
  /**
   * Yields the user's id as `id` while the session or key is valid, and nothing otherwise. Only a statement that
   * depends on it may answer the request.
   */
  readonly proof: Prisma.Sql;
  /** To be called when the proof may have failed. */
  forget(): void;
}

/**
 * Remembers the owner of a session or a key, which never changes. Everything that can change is left to the statement
 * that answers: its existence, its end, its age, and the scopes of a key.
 */
export interface KnownCallers {
  /**
   * Finds the sender of a request to a route for users. Null for strangers, for callers that this process has not let
   * in yet, and for a key whose scope does not cover the request.
   */
  recall(headers: Headers, now: Date): KnownCaller | null;
  rememberSession(token: string, userId: string): void;
  rememberKey(key: string, userId: string, permissions: string | null): void;
}

type KnownEnv = Pick<AuthEnv, "APP_URL" | "AUTH_SECRET" | "SESSION_IDLE_DAYS" | "SESSION_MAX_DAYS">;

/** Beyond so many, those that were let in first are forgotten. */
const maxKnown = 10_000;

export function createKnownCallers(env: KnownEnv): KnownCallers {
  const sessions = new Map<string, KnownSession>();
  const keys = new Map<string, KnownKey>();
  const cookieName = sessionCookieName(env.APP_URL);

  function recallKey(token: string, now: Date): KnownCaller | null {
    const hash = token.startsWith(apiKeyPrefix) ? hashOf(token) : "";
    const known = keys.get(hash);
    if (known === undefined || !covers(known.scopes, neededScope("user", ""))) return null;
    const { userId, permissions } = known;
    return {
      userId,
      via: "api-key",
      proof: keyProof({ hash, userId, permissions }, now),
      forget: () => keys.delete(hash),
    };
  }

  function recallSession(headers: Headers, now: Date): KnownCaller | null {
    const { token, signature } = signedToken(cookieOf(headers, cookieName));
    const known = sessions.get(token);
    if (known === undefined || !isSame(signature, known.signature)) return null;
    const { userId } = known;
    return {
      userId,
      via: "session",
      proof: sessionProof({ token, userId }, env, now),
      forget: () => sessions.delete(token),
    };
  }

  return {
    recall(headers, now) {
      const token = bearerToken(headers);
      return token === null ? recallSession(headers, now) : recallKey(token, now);
    },
    rememberSession: (token, userId) =>
      remember(sessions, token, { userId, signature: createHmac("sha256", env.AUTH_SECRET).update(token).digest() }),
    rememberKey: (key, userId, permissions) =>
      remember(keys, hashOf(key), { userId, permissions, scopes: parseScopes(permissions) }),
  };
}

interface KnownSession {
  readonly userId: string;
  /** The signature that its cookie must have. */
  readonly signature: Buffer;
}

interface KnownKey {
  readonly userId: string;
  readonly permissions: string | null;
  readonly scopes: ReturnType<typeof parseScopes>;
}

function remember<Known>(all: Map<string, Known>, name: string, known: Known): void {
  all.set(name, known);
  const [oldest] = all.keys();
  if (all.size > maxKnown && oldest !== undefined) all.delete(oldest);
}

/**
 * Holds for no session that is due to be renewed: the ordinary way renews it. A disabled owner has a session yet, if it
 * began while the account was being disabled.
 */
function sessionProof(session: { token: string; userId: string }, env: KnownEnv, now: Date): Prisma.Sql {
  const { idle, renewal } = sessionSeconds(env);
  const renewedAfter = new Date(now.getTime() + (idle - renewal) * 1_000);
  return Prisma.sql`
    SELECT user_id AS id FROM session
    WHERE token = ${session.token} AND user_id = ${session.userId}::uuid
      AND expires_at > ${renewedAfter.toISOString()}::timestamptz
      AND created_at > ${addDays(now, -env.SESSION_MAX_DAYS).toISOString()}::timestamptz
      AND ${isEnabled(Prisma.sql`user_id`)}`;
}

/** The lag of a key's "last used", in milliseconds: a busy script must not cost a write per request. */
export const lastUsedPrecisionMs = 60_000;

/**
 * Holds for no key whose use is due to be stored: the ordinary way stores it. The sessions of a disabled owner are
 * deleted, the keys stay.
 */
function keyProof(key: { hash: string; userId: string; permissions: string | null }, now: Date): Prisma.Sql {
  const usedAfter = new Date(now.getTime() - lastUsedPrecisionMs).toISOString();
  return Prisma.sql`
    SELECT reference_id AS id FROM api_key
    WHERE key = ${key.hash} AND reference_id = ${key.userId}::uuid
      AND enabled IS NOT FALSE AND (expires_at IS NULL OR expires_at > ${now.toISOString()}::timestamptz)
      AND permissions = ${key.permissions} AND last_request >= ${usedAfter}::timestamptz
      AND ${isEnabled(Prisma.sql`reference_id`)}`;
}

const isEnabled = (id: Prisma.Sql) => Prisma.sql`EXISTS (SELECT FROM "user" WHERE id = ${id} AND disabled_at IS NULL)`;

/** The same as the library's, which returns a promise. */
function hashOf(key: string): string {
  return hashed("sha256", key, "base64url");
}

/** The first cookie of that name, as the library takes it. */
function cookieOf(headers: Headers, name: string): string {
  for (const cookie of (headers.get("cookie") ?? "").split(";")) {
    const end = cookie.indexOf("=");
    if (end !== -1 && cookie.slice(0, end).trim() === name) return cookie.slice(end + 1).trim();
  }
  return "";
}

/** The two parts of a session's cookie. */
function signedToken(cookie: string): { token: string; signature: Buffer } {
  const signed = decoded(cookie);
  const dot = signed.lastIndexOf(".");
  return { token: signed.slice(0, Math.max(dot, 0)), signature: Buffer.from(signed.slice(dot + 1), "base64") };
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
