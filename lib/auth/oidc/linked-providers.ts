import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { hasPassword, type ProofParts } from "../account/proof.ts";
import { currentSession } from "../account/sessions.ts";
import type { AuthEnv } from "../auth-env.ts";
import type { AccountMail } from "../mail/account-mail.ts";
import type { SecurityLog } from "../security-log/security-log.ts";

/** A user's ways to sign in. */
export interface WaysIn {
  readonly hasPassword: boolean;
  readonly providers: readonly { readonly id: string; readonly name: string; readonly isLinked: boolean }[];
}

/** The providers at which the user of a session signs in. */
export interface LinkedProviders {
  waysIn(headers: Headers): Promise<WaysIn>;
  /**
   * Takes a provider away from the ways to sign in.
   * @throws {DomainError} `unauthenticated`, `not-found` for one that is not linked, `conflict` for the last way in.
   */
  unlinkProvider(headers: Headers, providerId: string, now: Date): Promise<void>;
}

interface LinkedProviderParts extends ProofParts {
  readonly database: Database;
  readonly security: SecurityLog;
  readonly mail: AccountMail | null;
  readonly env: Pick<AuthEnv, "oidcProviders" | "PASSWORD_SIGN_IN">;
}

export function createLinkedProviders(parts: LinkedProviderParts): LinkedProviders {
  const { database, betterAuth, env, security, mail } = parts;
  const ids = env.oidcProviders.map(({ id }) => id);
  return {
    async waysIn(headers) {
      const { userId } = await currentSession(betterAuth, headers);
      const linked = await database.account.findMany({ where: { userId, providerId: { in: ids } } });
      return {
        hasPassword: await hasPassword(parts, userId),
        providers: env.oidcProviders.map(({ id, name }) => ({
          id,
          name,
          isLinked: linked.some(({ providerId }) => providerId === id),
        })),
      };
    },

    async unlinkProvider(headers, providerId, now) {
      const { userId, email } = await currentSession(betterAuth, headers);
      await database.$transaction(async (transaction) => {
        // Two at once would each see the other's way in.
        await transaction.$executeRaw`SELECT FROM "user" WHERE id = ${userId}::uuid FOR UPDATE`;
        const { count } = await transaction.account.deleteMany({ where: { userId, providerId } });
        if (count === 0 || providerId === "credential")
          throw new DomainError("not-found", "This is not linked any more.");
        const others = await transaction.account.count({ where: { userId, providerId: { in: ids } } });
        if (others === 0 && !(await hasPassword({ database: transaction, env }, userId))) {
          throw new DomainError("conflict", "This is your only way to sign in. Add another one first.");
        }
      });
      const provider = env.oidcProviders.find(({ id }) => id === providerId)?.name ?? providerId;
      await security.record({ kind: "provider-unlinked", provider }, { id: userId }, headers);
      await mail?.notify(email, { kind: "provider-unlinked", at: now.toISOString(), provider }, now);
    },
  };
}
