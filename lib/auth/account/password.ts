import { APIError } from "better-auth";
import { z } from "zod";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { BetterAuth } from "../better-auth.ts";
import { countAttempt, forgetFailures } from "../limits/failed-sign-ins.ts";
import type { Limit } from "../limits/limits.ts";
import { passwordLength } from "../user.ts";
import { currentSession } from "./sessions.ts";

/** A password to be chosen. */
export const newPassword = z
  .string()
  .min(passwordLength.min, `Use at least ${passwordLength.min} characters.`)
  .max(passwordLength.max, `Use at most ${passwordLength.max} characters.`);

/** A password to be checked. */
export const givenPassword = z
  .string()
  .min(1, "Enter your password.")
  .max(passwordLength.max, `No password here is longer than ${passwordLength.max} characters.`);

export const passwordChangeSchema = z.object({
  currentPassword: givenPassword,
  newPassword,
});

export interface OwnPassword {
  /**
   * Changes the password of whoever the session cookie belongs to, and signs out all their other browsers. This session
   * and the API keys stay.
   * @throws {DomainError} `unauthenticated`, `invalid` for a wrong current password, `too-many-requests`.
   */
  changePassword(headers: Headers, change: z.output<typeof passwordChangeSchema>, now: Date): Promise<void>;
}

export interface PasswordParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly failures: Limit;
}

export function createOwnPassword(parts: PasswordParts): OwnPassword {
  return {
    async changePassword(headers, change, now) {
      const { id, userId, email } = await currentSession(parts.betterAuth, headers);
      await withGuessesCounted(parts, { email, now, field: "currentPassword" }, () =>
        parts.betterAuth.api.changePassword({ headers, body: change }),
      );
      // Not by the library, which would replace this session, too: the page being shown would lose its user meanwhile.
      await parts.database.session.deleteMany({ where: { userId, id: { not: id } } });
    },
  };
}

/**
 * Makes sure that a password is the caller's own.
 * @throws {DomainError} `invalid` for the field `password`, or `too-many-requests`.
 */
export async function verifyPassword(
  parts: PasswordParts,
  request: { userId: string; email: string; password: string; now: Date },
): Promise<void> {
  const { internalAdapter, password } = await parts.betterAuth.$context;
  await withGuessesCounted(parts, { ...request, field: "password" }, async () => {
    const account = await internalAdapter.findCredentialAccount(request.userId);
    const hash = account?.password ?? null;
    if (hash === null || !(await password.verify({ hash, password: request.password }))) {
      throw new APIError("BAD_REQUEST", { code: "INVALID_PASSWORD" });
    }
  });
}

/** A stolen session must not be a way to guess the password: tries count like failed sign-ins to the account. */
async function withGuessesCounted(
  { database, failures }: PasswordParts,
  { email, now, field }: { email: string; now: Date; field: string },
  attempt: () => Promise<unknown>,
): Promise<void> {
  const retryAfterSeconds = await countAttempt(database, { email, limit: failures, now });
  if (retryAfterSeconds !== null) {
    const minutes = Math.ceil(retryAfterSeconds / 60);
    throw new DomainError(
      "too-many-requests",
      `The password was wrong too often. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"} and try again.`,
      { retryAfterSeconds },
    );
  }
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof APIError) || error.body?.code !== "INVALID_PASSWORD") throw error;
    const message = "This isn’t your password. Check it and try again.";
    throw new DomainError("invalid", message, { fields: [{ field, message }], cause: error });
  }
  await forgetFailures(database, email);
}
