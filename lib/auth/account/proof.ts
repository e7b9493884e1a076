import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { AuthEnv } from "../auth-env.ts";
import type { BetterAuth } from "../better-auth.ts";
import { freshMs } from "../oidc/provider-hooks.ts";
import { type Guess, type PasswordParts, verifyPassword } from "./password.ts";
import { currentSession } from "./sessions.ts";

/** The way in which somebody proves anew that the account is theirs. */
export type Proof =
  /** By their password. */
  | "password"
  /** By the sign-in of this session, which was just now. */
  | "recent-sign-in"
  /** By signing in once more, since this session is too old for that. */
  | "sign-in-again";

export interface ProofService {
  /** Finds the way in which the session's user proves who they are. @throws {DomainError} `unauthenticated` */
  proofOf(headers: Headers, now: Date): Promise<Proof>;
}

export interface ProofParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly env: Pick<AuthEnv, "PASSWORD_SIGN_IN">;
}

export function createProofService(parts: ProofParts): ProofService {
  return {
    async proofOf(headers, now) {
      const { userId, createdAt } = await currentSession(parts.betterAuth, headers);
      if (await hasPassword(parts, userId)) return "password";
      return isRecent(createdAt, now) ? "recent-sign-in" : "sign-in-again";
    },
  };
}

/** Whether a sign-in proves who somebody is. */
function isRecent(signedInAt: Date, now: Date): boolean {
  return now.getTime() - signedInAt.getTime() <= freshMs;
}

/** Whether an account has a password that is a way to sign in. */
export async function hasPassword(
  { database, env }: { readonly database: Pick<Database, "account">; readonly env: ProofParts["env"] },
  userId: string,
): Promise<boolean> {
  if (!env.PASSWORD_SIGN_IN) return false;
  const where = { userId, providerId: "credential", password: { not: null } };
  return (await database.account.count({ where })) > 0;
}

/**
 * Lets somebody go on who proves that the account is theirs: by the password, or, without one, by a session that began
 * less than ten minutes ago.
 * @throws {DomainError} `invalid` for a wrong or missing password, `forbidden` for an old session, `too-many-requests`.
 */
export async function requireProof(
  parts: PasswordParts,
  { password, ...who }: Guess & { readonly password: string | undefined },
): Promise<void> {
  if (await hasPassword(parts, who.userId)) {
    if (password !== undefined) return await verifyPassword(parts, { ...who, password });
    const message = "Enter your password.";
    throw new DomainError("invalid", message, { fields: [{ field: "password", message }] });
  }
  const found = await parts.betterAuth.api.getSession({ headers: who.headers, query: { disableRefresh: true } });
  if (found?.user.id === who.userId && isRecent(found.session.createdAt, who.now)) return;
  throw new DomainError("forbidden", "Sign in once more, then do this within ten minutes.");
}
