import { createHash } from "node:crypto";
import type { Database } from "#lib/db/client.ts";
import { take } from "./counter.ts";
import type { RateLimits } from "./rate-limits.ts";

/** The source of a try. A device is known once somebody signed in to this account on it. */
export type AttemptSource =
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "device"; readonly id: string }
  | { readonly kind: "signed-in" };

/** One try of an account's password. */
export interface Attempt {
  readonly email: string;
  readonly source: AttemptSource;
  readonly now: Date;
}

/**
 * Limits how often a password may be tried, in every way that there is to try it. Each source of an account has a limit
 * of its own, and a limit of the account counts all of them together. The latter refuses only sources that nobody
 * knows: a stranger must not be able to lock the owner out of their own devices and open sessions.
 */
export interface PasswordAttempts {
  /**
   * Counts a try before the password is checked, so that concurrent guesses can't slip through between the check and
   * the count. Call `forgive` after a success.
   * @returns null, or the whole seconds to wait where a limit is reached.
   */
  count(attempt: Attempt): Promise<number | null>;
  /** Clears the failures of a source after a correct password, and takes this try off the account. */
  forgive(attempt: Attempt): Promise<void>;
}

export function createPasswordAttempts(
  database: Database,
  limits: Pick<RateLimits, "failuresPerSource" | "failuresPerAccount">,
): PasswordAttempts {
  return {
    async count(attempt) {
      const { email, source, now } = attempt;
      const wait = await take(database, { key: sourceKey(email, source), limit: limits.failuresPerSource, now });
      if (wait !== null) return wait;
      const shared = await take(database, { key: accountKey(email), limit: limits.failuresPerAccount, now });
      return source.kind === "address" ? shared : null;
    },

    async forgive({ email, source }) {
      await database.rateLimit.deleteMany({ where: { key: sourceKey(email, source) } });
      await database.rateLimit.updateMany({
        where: { key: accountKey(email), count: { gt: 0 } },
        data: { count: { decrement: 1 } },
      });
    },
  };
}

function accountKey(email: string): string {
  return counterKey(email, "everywhere");
}

function sourceKey(email: string, source: AttemptSource): string {
  switch (source.kind) {
    case "address":
      return counterKey(email, `address ${source.address}`);
    case "device":
      return counterKey(email, `device ${source.id}`);
    case "signed-in":
      return counterKey(email, "signed in");
  }
}

/** Hashed, since people also type passwords into the email field. */
function counterKey(email: string, source: string): string {
  const hash = createHash("sha256").update(JSON.stringify([email.trim().toLowerCase(), source]));
  return `password-attempts|${hash.digest("hex")}`;
}
