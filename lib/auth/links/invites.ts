import { z } from "zod";
import { dayMs } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { AuditLog } from "../audit/audit-log.ts";
import type { Operator } from "../audit/operator.ts";
import type { AuthEnv } from "../auth-env.ts";
import { emailInput } from "../credentials-schemas.ts";
import type { AccountMail } from "../mail/account-mail.ts";
import { userSchema } from "../user.ts";
import { type AccountLinks, addressTaken } from "./account-links.ts";

export const inviteMaxDays = 90;

/** An invite to make. Without an address, whoever has the link chooses one. */
export const newInviteSchema = z.object({
  email: emailInput.nullable(),
  role: userSchema.shape.role,
  days: z.int().min(1, "Use at least one day.").max(inviteMaxDays, `Use at most ${inviteMaxDays} days.`),
});
export type NewInvite = z.output<typeof newInviteSchema>;

const inviteSchema = z.object({
  id: z.uuid(),
  email: z.string().nullable(),
  role: userSchema.shape.role,
  createdAt: z.date(),
  expiresAt: z.date(),
});

/** An invite that nobody has used yet. */
export type Invite = Readonly<z.output<typeof inviteSchema>>;

/** Invites by admins and operators. */
export interface InviteService {
  /**
   * Makes an invite. With `mailed`, and where mail is configured, the link travels by mail to its address, and using it
   * proves that address. Otherwise, and where too many mails went there lately, the link is returned, for somebody to
   * pass on.
   * @throws {DomainError} `forbidden` where sign-ups are closed, `conflict` for an address that has an account.
   */
  createInvite(
    invite: NewInvite,
    options: { mailed: boolean; by: Operator; now: Date },
  ): Promise<{ id: string; url: string | null }>;
  /** Invites that are still open, newest first. */
  listInvites(now: Date): Promise<Invite[]>;
  /** Ends an invite. @throws {DomainError} `not-found` for one that is used, expired or revoked. */
  revokeInvite(id: string, change: { by: Operator; now: Date }): Promise<void>;
}

export interface InviteParts {
  readonly database: Database;
  readonly env: Pick<AuthEnv, "SIGN_UP">;
  readonly links: AccountLinks;
  readonly audit: AuditLog;
  /** Null where no mail is configured. */
  readonly mail: AccountMail | null;
}

export function createInviteService({ database, env, links, audit, mail }: InviteParts): InviteService {
  return {
    async createInvite({ email: given, role, days }, { mailed, by, now }) {
      refuseIfClosed(env);
      const email = given?.trim().toLowerCase() ?? null;
      if (email !== null && (await database.user.count({ where: { email } })) > 0) throw addressTaken();
      const byMail = mailed && mail !== null && email !== null;
      const link = { kind: "invite", email, role, mailed: byMail } as const;
      const { id, url } = await links.create(link, { now, ttlMs: days * dayMs });
      await audit.record({ action: "invite-created", details: { role } }, by, now);
      if (!byMail) return { id, url };
      try {
        await mail.request({ kind: "link", linkId: id }, { recipient: email, from: `invites ${email}`, now });
        return { id, url: null };
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        // The admin passes it on, so it proves no address.
        await database.accountLink.update({ where: { id }, data: { mailed: false } });
        return { id, url };
      }
    },

    async listInvites(now) {
      const where = { kind: "invite", expiresAt: { gt: now } };
      const rows = await database.accountLink.findMany({ where, orderBy: { id: "desc" } });
      return rows.map((row) => inviteSchema.parse(row));
    },

    async revokeInvite(id, { by, now }) {
      const { count } = await database.accountLink.deleteMany({ where: { id, kind: "invite" } });
      if (count === 0) throw new DomainError("not-found", "This invite is used, expired or revoked already.");
      await audit.record({ action: "invite-revoked" }, by, now);
    },
  };
}

/** @throws {DomainError} `forbidden` */
function refuseIfClosed({ SIGN_UP }: InviteParts["env"]): void {
  if (SIGN_UP !== "closed") return;
  throw new DomainError("forbidden", "Sign-up is closed here. Set SIGN_UP=invite to invite people.");
}
