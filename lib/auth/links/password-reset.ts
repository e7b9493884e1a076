import { dayMs } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import type { PasswordParts } from "../account/password.ts";
import { refuseWithoutPasswords } from "../account/without-passwords.ts";
import type { AuditLog } from "../audit/audit-log.ts";
import { type Operator, operatorKind } from "../audit/operator.ts";
import { refuseCommonPassword } from "../common-passwords.ts";
import type { RoleChanges } from "../security-log/role-changes.ts";
import type { ClientAddresses } from "../throttling/client-address.ts";
import { type AccountLinks, type LinkOf, linkGone, useUp } from "./account-links.ts";

/** A new password for somebody who forgot theirs. */
export interface PasswordResetService {
  /**
   * Mails a link to choose a new password, if an account has this address. Does the same work and tells the same where
   * none has.
   * @throws {DomainError} `too-many-requests`; `conflict` where no mail is configured.
   */
  requestPasswordReset(request: { email: string; from: string | null }, now: Date): Promise<void>;
  /**
   * A link to choose a new password, valid for a day. For operators and admins, where no mail is configured. The owner
   * sees that it was made.
   * @param headers of the request; null for a command.
   * @throws {DomainError} `not-found` if no account has this address.
   */
  createResetLink(email: string, request: { by: Operator; headers: Headers | null; now: Date }): Promise<string>;
  /** The address of the account that a token opens, or null for a link that does not work any more. */
  findReset(token: string, now: Date): Promise<{ email: string } | null>;
  /**
   * Sets a new password, once for each link, and signs out every browser. API keys stay, except where the link came by
   * mail to an address that nobody had proven: whoever made them may be somebody else.
   * @throws {DomainError} `not-found` for a link that does not work any more, `invalid` for a common password.
   */
  resetPassword(reset: { token: string; newPassword: string }, headers: Headers, now: Date): Promise<void>;
}

export interface PasswordResetParts extends PasswordParts {
  readonly links: AccountLinks;
  readonly audit: AuditLog;
  readonly recordRoles: RoleChanges["recordRoles"];
  readonly addressOf: ClientAddresses["of"];
}

export function createPasswordResetService(parts: PasswordResetParts): PasswordResetService {
  const { database, betterAuth, env, links, audit, attempts, mail, security, recordRoles, addressOf } = parts;
  const findLink = (token: string, now: Date) => links.find(["reset-password"], token, now);

  return {
    async requestPasswordReset({ email, from }, now) {
      refuseWithoutPasswords(env);
      if (mail === null) throw new DomainError("conflict", "This installation sends no mail. Ask an admin for a link.");
      const recipient = email.trim().toLowerCase();
      await mail.request({ kind: "password-reset-request" }, { recipient, from, now });
    },

    async createResetLink(given, { by, headers, now }) {
      refuseWithoutPasswords(env);
      const email = given.trim().toLowerCase();
      const user = await database.user.findUnique({ where: { email }, select: { id: true } });
      if (user === null) throw new DomainError("not-found", `No account has the address ${email}.`);
      const link = { kind: "reset-password", userId: user.id, mailed: false } as const;
      const { url } = await links.create(link, { now, ttlMs: dayMs });
      await audit.record({ action: "reset-link-created", userId: user.id }, by, now);
      await security.record({ kind: "reset-link-created", by: operatorKind(by) }, user, headers);
      return url;
    },

    async findReset(token, now) {
      if (!env.PASSWORD_SIGN_IN) return null;
      const link = await findLink(token, now);
      return link && (await database.user.findUnique({ where: { id: link.userId }, select: { email: true } }));
    },

    async resetPassword({ token, newPassword }, headers, now) {
      refuseWithoutPasswords(env);
      await refuseCommonPassword(newPassword, "newPassword");
      const link = await findLink(token, now);
      if (link === null) throw linkGone();
      const { password } = await betterAuth.$context;
      const reset = await storePassword(database, { link, hash: await password.hash(newPassword), now });
      const { email, endedSessions } = reset;
      const event = { kind: "password-changed", endedSessions } as const;
      await security.record(event, { id: link.userId }, headers);
      await recordRoles({ by: "environment", userId: link.userId, headers });
      await attempts.forgive({ email, source: { kind: "address", address: addressOf(headers) ?? "unknown" }, now });
      await mail?.notify(email, { kind: "password-changed", at: now.toISOString() }, now);
    },
  };
}

/** In one transaction, so that a link is neither used twice nor lost. */
async function storePassword(
  database: Database,
  { link, hash, now }: { link: LinkOf<"reset-password">; hash: string; now: Date },
): Promise<{ email: string; endedSessions: number }> {
  const { userId, mailed } = link;
  return await database.$transaction(async (transaction) => {
    await useUp(transaction, link);
    const credential = { userId, providerId: "credential" };
    const update = { password: hash, updatedAt: now };
    const { count } = await transaction.account.updateMany({ where: credential, data: update });
    if (count === 0) {
      const ids = { id: newId(now), accountId: userId };
      await transaction.account.create({ data: { ...ids, ...credential, ...update, createdAt: now } });
    }
    const { count: endedSessions } = await transaction.session.deleteMany({ where: { userId } });
    await transaction.accountLink.deleteMany({ where: { userId } });
    const { email, emailVerified } = await transaction.user.findUniqueOrThrow({ where: { id: userId } });
    if (mailed && !emailVerified) {
      await transaction.apiKey.deleteMany({ where: { referenceId: userId } });
      await transaction.user.update({ where: { id: userId }, data: { emailVerified: true, updatedAt: now } });
    }
    return { email, endedSessions };
  });
}
