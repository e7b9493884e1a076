import { createHash, randomBytes } from "node:crypto";
import { dayMs } from "#lib/days.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { currentSession } from "../account/sessions.ts";
import type { AuthEnv } from "../auth-env.ts";
import type { BetterAuth } from "../better-auth.ts";
import type { RoleChanges } from "../security-log/role-changes.ts";
import type { User } from "../user.ts";
import { activeAdmins, isAdminAddress, judgeUser } from "./judged-role.ts";

/** Finds the admins, and makes the first one. */
export interface AdminService {
  /** Whether this user is the only one who can see the background tasks. */
  isOnlyAdmin(user: Pick<User, "id" | "role">): Promise<boolean>;
  /** Everybody who is an admin now, by address. */
  listAdmins(): Promise<User[]>;
  /** A link that makes its first visitor an admin, valid for a day; null once somebody is an admin. */
  createSetupLink(now: Date): Promise<string | null>;
  /** Whether a setup link still makes somebody an admin. */
  isSetupOpen(token: string, now: Date): Promise<boolean>;
  /**
   * Makes the user of a session an admin, by the token of a setup link. It ends all setup links. With ADMIN_EMAILS only
   * an account with such an address is made an admin: the link proves that address, and leaving ADMIN_EMAILS ends it.
   * @throws {DomainError} `unauthenticated`, `forbidden` for another address, `not-found` for a link that is used,
   * expired or made up.
   */
  becomeAdmin(headers: Headers, token: string, now: Date): Promise<void>;
}

interface AdminParts {
  readonly database: Database;
  readonly betterAuth: BetterAuth;
  readonly roleChanges: RoleChanges;
  readonly env: Pick<AuthEnv, "ADMIN_EMAILS" | "APP_URL" | "DEMO_MODE">;
}

/** The identifier of setup links in the table of things to verify. */
const identifier = "admin-setup";

export function createAdminService({ database, betterAuth, roleChanges, env }: AdminParts): AdminService {
  const admins = activeAdmins(env);
  return {
    async isOnlyAdmin({ id, role }) {
      if (role !== "admin") return false;
      return (await database.user.findFirst({ where: { ...admins, id: { not: id } }, select: { id: true } })) === null;
    },

    async listAdmins() {
      const rows = await database.user.findMany({ where: admins, orderBy: { email: "asc" } });
      return rows.map((row) => judgeUser(row, env.ADMIN_EMAILS));
    },

    async createSetupLink(now) {
      if ((await database.user.findFirst({ where: admins, select: { id: true } })) !== null) return null;
      const token = randomBytes(32).toString("base64url");
      const times = { createdAt: now, updatedAt: now, expiresAt: new Date(now.getTime() + dayMs) };
      await database.verification.create({ data: { id: newId(now), identifier, value: digest(token), ...times } });
      return `${env.APP_URL}/setup?token=${token}`;
    },

    async isSetupOpen(token, now) {
      const link = { identifier, value: digest(token), expiresAt: { gt: now } };
      if ((await database.verification.count({ where: link })) === 0) return false;
      return (await database.user.findFirst({ where: admins, select: { id: true } })) === null;
    },

    async becomeAdmin(headers, token, now) {
      const { userId, email } = await currentSession(betterAuth, headers);
      const byAddress = env.ADMIN_EMAILS.length > 0;
      if (byAddress && !isAdminAddress(email, env.ADMIN_EMAILS)) {
        throw new DomainError("forbidden", "Your address is not in ADMIN_EMAILS. Sign in with one that is.");
      }
      await database.$transaction(async (transaction) => {
        const link = { identifier, value: digest(token), expiresAt: { gt: now } };
        const { count } = await transaction.verification.deleteMany({ where: link });
        if (count === 0 || (await transaction.user.findFirst({ where: admins, select: { id: true } })) !== null) {
          throw new DomainError("not-found", "This link was used already or has expired. Restart Tidy for another.");
        }
        await transaction.verification.deleteMany({ where: { identifier } });
        const data = byAddress ? { emailVerified: true } : { role: "admin" };
        await transaction.user.update({ where: { id: userId }, data: { ...data, updatedAt: now } });
      });
      await roleChanges.recordRoles({ by: "setup-link", userId, headers });
    },
  };
}

function digest(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
