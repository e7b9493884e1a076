import { dayMs } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { PasswordParts } from "../account/password.ts";
import { requireProof } from "../account/proof.ts";
import { currentSession } from "../account/sessions.ts";
import type { RoleChanges } from "../security-log/role-changes.ts";
import { type AccountLinks, type LinkOf, linkGone, useUp } from "./account-links.ts";

/** The purpose of a mailed link: to confirm one's own address, that it may change, or the new one. */
export type Confirmation = Pick<LinkOf<(typeof confirmKinds)[number]>, "kind" | "email">;

/** The proof of addresses, where mail is configured. All of it needs a session, whose cookie is in `headers`. */
export interface EmailAddressService {
  /** Whether the address of the session's user is proven. */
  isEmailVerified(headers: Headers): Promise<boolean>;
  /**
   * Mails a link that proves the user's address. Does nothing where it is proven.
   * @throws {DomainError} `unauthenticated`, `conflict` without mail, `too-many-requests`.
   */
  requestVerification(headers: Headers, now: Date): Promise<void>;
  /**
   * Begins to change the user's address. A proven address has to allow it by a link; then the new one gets a link to
   * confirm it. Says nothing of whether the new one has an account.
   * @throws {DomainError} `unauthenticated`, `invalid` for a wrong password or the present address, `forbidden` for
   * somebody without a password whose session is too old, `conflict` without mail, `too-many-requests`.
   */
  requestEmailChange(
    headers: Headers,
    change: { newEmail: string; password?: string | undefined },
    now: Date,
  ): Promise<{ mailedTo: string }>;
  /** The purpose of a token; null for one that does not work any more. */
  findConfirmation(headers: Headers, token: string, now: Date): Promise<Confirmation | "other-account" | null>;
  /**
   * Uses a link. The last one of a change ends every other link of the account, and tells the old address.
   * @throws {DomainError} `unauthenticated`, `not-found` for a link that does not work any more or is for another
   * account, `conflict` if the address has another account by now.
   */
  confirmEmail(headers: Headers, token: string, now: Date): Promise<Confirmation>;
}

export interface EmailAddressParts extends PasswordParts {
  readonly links: AccountLinks;
  readonly recordRoles: RoleChanges["recordRoles"];
}

const confirmKinds = ["verify-email", "allow-email-change", "change-email"] as const;
type ConfirmLink = LinkOf<(typeof confirmKinds)[number]>;

export function createEmailAddressService(parts: EmailAddressParts): EmailAddressService {
  const { database, betterAuth, links, mail, security, recordRoles } = parts;

  const sessionUser = async (headers: Headers) => {
    const { userId } = await currentSession(betterAuth, headers);
    return await database.user.findUniqueOrThrow({ where: { id: userId } });
  };

  const mailLink = async (link: Omit<ConfirmLink, "id" | "createdAt" | "expiresAt" | "mailed">, to: MailTo) => {
    if (mail === null)
      throw new DomainError("conflict", "This installation sends no mail, so addresses stay as they are.");
    const { id } = await links.create({ ...link, mailed: true }, { now: to.now, ttlMs: dayMs });
    const kind = link.kind === "change-email" ? "new-address" : "link";
    await mail.request({ kind, linkId: id }, { ...to, from: `account ${link.userId}` });
  };

  const find = async (headers: Headers, token: string, now: Date): Promise<ConfirmLink | "other-account" | null> => {
    const { userId } = await currentSession(betterAuth, headers);
    const link = await links.find(confirmKinds, token, now);
    return link === null || link.userId === userId ? link : "other-account";
  };

  const recorded = async (kind: "email-verified" | "email-changed", { userId }: ConfirmLink, headers: Headers) => {
    await security.record({ kind }, { id: userId }, headers);
    await recordRoles({ by: "environment", userId, headers });
  };

  return {
    isEmailVerified: async (headers) => (await sessionUser(headers)).emailVerified,

    async requestVerification(headers, now) {
      const { id, email, emailVerified } = await sessionUser(headers);
      if (emailVerified) return;
      await mailLink({ kind: "verify-email", userId: id, email }, { recipient: email, now });
    },

    async requestEmailChange(headers, { newEmail, password }, now) {
      const { id: userId, email, emailVerified } = await sessionUser(headers);
      const wanted = newEmail.trim().toLowerCase();
      if (wanted === email) throw unchanged();
      await requireProof(parts, { userId, email, password, headers, now });
      const kind = emailVerified ? "allow-email-change" : "change-email";
      const recipient = emailVerified ? email : wanted;
      await mailLink({ kind, userId, email: wanted }, { recipient, now });
      return { mailedTo: recipient };
    },

    findConfirmation: find,

    async confirmEmail(headers, token, now) {
      const link = await find(headers, token, now);
      if (link === null) throw linkGone();
      if (link === "other-account") {
        throw new DomainError("not-found", "This link is for another account. Sign in to that one.");
      }
      switch (link.kind) {
        case "verify-email":
          await verify(database, link, now);
          await recorded("email-verified", link, headers);
          break;
        case "allow-email-change":
          // The mail first: where it is refused, the link can be used again.
          await mailLink(
            { kind: "change-email", userId: link.userId, email: link.email },
            { recipient: link.email, now },
          );
          await database.$transaction((transaction) => useUp(transaction, link));
          break;
        case "change-email": {
          const old = await change(database, link, now);
          await recorded("email-changed", link, headers);
          const notice = { kind: "email-changed", at: now.toISOString(), newEmail: link.email } as const;
          await mail?.notify(old, notice, now);
        }
      }
      return link;
    },
  };
}

interface MailTo {
  readonly recipient: string;
  readonly now: Date;
}

async function verify(database: Database, link: ConfirmLink, now: Date): Promise<void> {
  await database.$transaction(async (transaction) => {
    await useUp(transaction, link);
    const where = { id: link.userId, email: link.email };
    const { count } = await transaction.user.updateMany({ where, data: { emailVerified: true, updatedAt: now } });
    // The address was changed meanwhile.
    if (count === 0) throw linkGone();
  });
}

/** @returns the address before. */
async function change(database: Database, link: ConfirmLink, now: Date): Promise<string> {
  const { userId: id, email } = link;
  return await database.$transaction(async (transaction) => {
    await useUp(transaction, link);
    const before = await transaction.user.findUniqueOrThrow({ where: { id } });
    if ((await transaction.user.count({ where: { email, id: { not: id } } })) > 0) {
      throw new DomainError("conflict", "This address has another account by now. Your address stays as it was.");
    }
    await transaction.user.update({ where: { id }, data: { email, emailVerified: true, updatedAt: now } });
    // A link mailed to the old address must not open the account any more.
    await transaction.accountLink.deleteMany({ where: { userId: id } });
    return before.email;
  });
}

function unchanged(): DomainError {
  const message = "This is your address already.";
  return new DomainError("invalid", message, { fields: [{ field: "newEmail", message }] });
}
