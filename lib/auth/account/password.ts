import { APIError } from "better-auth";
import type { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { AuthEnv } from "../auth-env.ts";
import type { BetterAuth } from "../better-auth.ts";
import { refuseCommonPassword } from "../common-passwords.ts";
import type { LinkKind } from "../links/account-links.ts";
import type { AccountMail } from "../mail/account-mail.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import type { PasswordAttempts } from "../throttling/password-attempts.ts";
import { tooMany } from "../throttling/too-many.ts";
import type { passwordChangeSchema } from "./password-schemas.ts";
import { currentSession } from "./sessions.ts";
import { refuseWithoutPasswords } from "./without-passwords.ts";

export interface PasswordService {
  /**
   * Changes the password of the session's user, signs out all their other browsers, and ends links that open the
   * account. This session and the API keys stay.
   * @throws {DomainError} `unauthenticated`, `invalid` for a wrong current or a common new password,
   * `too-many-requests`, `forbidden` where passwords are off.
   */
  changePassword(headers: Headers, change: z.output<typeof passwordChangeSchema>, now: Date): Promise<void>;
}

export interface PasswordParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly attempts: PasswordAttempts;
  readonly security: SecurityLog;
  /** Null where no mail is configured. */
  readonly mail: AccountMail | null;
  readonly env: Pick<AuthEnv, "PASSWORD_SIGN_IN">;
}

export function createPasswordService(parts: PasswordParts): PasswordService {
  return {
    async changePassword(headers, change, now) {
      refuseWithoutPasswords(parts.env);
      const { id, userId, email } = await currentSession(parts.betterAuth, headers);
      await refuseCommonPassword(change.newPassword, "newPassword");
      await countingGuesses(parts, { userId, email, now, headers, field: "currentPassword" }, () =>
        parts.betterAuth.api.changePassword({ headers, body: change }),
      );
      // The library could do this, but would replace this session, too: the page on screen would lose its user.
      const { count } = await parts.database.session.deleteMany({ where: { userId, id: { not: id } } });
      const event = { kind: "password-changed", endedSessions: count } as const;
      const opening = ["reset-password", "sign-in"] satisfies LinkKind[];
      await parts.database.accountLink.deleteMany({ where: { userId, kind: { in: opening } } });
      await parts.security.record(event, { id: userId }, headers);
      await parts.mail?.notify(email, { kind: "password-changed", at: now.toISOString() }, now);
    },
  };
}

/**
 * Checks a user's password.
 * @throws {DomainError} `invalid` for the field `password`, `too-many-requests`, `forbidden` where passwords are off.
 */
export async function verifyPassword(parts: PasswordParts, request: Guess & { password: string }): Promise<void> {
  refuseWithoutPasswords(parts.env);
  const { internalAdapter, password } = await parts.betterAuth.$context;
  await countingGuesses(parts, { ...request, field: "password" }, async () => {
    const account = await internalAdapter.findCredentialAccount(request.userId);
    const hash = account?.password ?? null;
    if (hash === null || !(await password.verify({ hash, password: request.password }))) {
      throw new APIError("BAD_REQUEST", { code: "INVALID_PASSWORD" });
    }
  });
}

/** A user's guess of their own password, with its request. */
export interface Guess {
  readonly userId: string;
  readonly email: string;
  readonly headers: Headers;
  readonly now: Date;
}

/** Counts guesses beside failed sign-ins, so that a stolen session is no way around the limits of the account. */
async function countingGuesses(
  { attempts, security }: PasswordParts,
  { userId, email, headers, now, field }: Guess & { field: string },
  attempt: () => Promise<unknown>,
): Promise<void> {
  const tried = { email, source: { kind: "signed-in" }, now } as const;
  const retryAfterSeconds = await attempts.count(tried);
  if (retryAfterSeconds !== null) {
    await security.record({ kind: "password-delayed" }, { id: userId }, headers);
    throw tooMany("The password was wrong too often.", retryAfterSeconds);
  }
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof APIError) || error.body?.code !== "INVALID_PASSWORD") throw error;
    await security.record({ kind: "password-refused" }, { id: userId }, headers);
    const message = "This isn’t your password. Check it and try again.";
    throw new DomainError("invalid", message, { fields: [{ field, message }], cause: error });
  }
  await attempts.forgive(tried);
}
