import { isAPIError } from "better-auth/api";
import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Auth } from "../auth.ts";

export const apiKeyName = z
  .string()
  .trim()
  .min(1, "Give the key a name that says what uses it, e.g. “backup script”.")
  .max(64, "Use at most 64 characters.");

/**
 * Makes a key for whoever the session cookie in `headers` belongs to. This is the only time the key itself is known:
 * the database keeps its hash.
 * @throws {DomainError} `unauthenticated`.
 */
export async function createApiKey(auth: Auth, headers: Headers, name: string): Promise<{ key: string }> {
  const { key } = await signedIn(() => auth.betterAuth.api.createApiKey({ headers, body: { name } }));
  return { key };
}

/**
 * Revokes one of the caller's keys at once.
 * @throws {DomainError} `unauthenticated`, or `not-found`, also for somebody else's key.
 */
export async function revokeApiKey(auth: Auth, headers: Headers, id: string): Promise<void> {
  await signedIn(() => auth.betterAuth.api.deleteApiKey({ headers, body: { keyId: id } }));
}

async function signedIn<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    if (error.statusCode === 401) {
      throw new DomainError("unauthenticated", "You are signed out. Sign in and try again.", { cause: error });
    }
    if (error.statusCode === 404) {
      throw new DomainError("not-found", "This key is revoked already. Reload the page.", { cause: error });
    }
    throw error;
  }
}
