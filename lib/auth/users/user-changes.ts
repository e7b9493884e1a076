import { advisoryLocks } from "#lib/db/advisory-locks.ts";
import type { Database, Transaction } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { writeAudit } from "../audit/audit-log.ts";
import { type Operator, operatorKind } from "../audit/operator.ts";
import type { AuthEnv } from "../auth-env.ts";
import { activeAdmins, judgeUser } from "../roles/judged-role.ts";
import type { Role } from "../roles/role.ts";
import type { RoleChanges } from "../security-log/role-changes.ts";
import type { SecurityLog } from "../security-log/security-log.ts";
import type { User } from "../user.ts";

/** The operator and the time of a change to an account. */
export interface UserChange {
  readonly by: Operator;
  readonly now: Date;
}

/**
 * Changes that operators make to the accounts of others. Each is recorded in its transaction, and the account's owner
 * finds it under "Recent activity". Rejects with `not-found` where there is no such account.
 */
export interface UserChanges {
  /**
   * Gives an account a role, in place of the one it was granted before. @returns the user, an admin still if a proven
   * address of theirs is in ADMIN_EMAILS.
   * @throws {DomainError} `conflict` for the last admin
   */
  setRole(userId: string, role: Role, change: UserChange): Promise<User>;
  /** Signs an account out of every browser. Its API keys stay. */
  endSessionsOf(userId: string, change: UserChange): Promise<{ endedCount: number }>;
  /**
   * Keeps everybody out of an account: it signs nobody in, and its sessions and API keys stop at once. Deletes nothing.
   * @throws {DomainError} `conflict` for the last admin
   */
  disableUser(userId: string, change: UserChange): Promise<void>;
  /** Lets the owner of a disabled account in again. Its API keys work again. */
  enableUser(userId: string, change: UserChange): Promise<void>;
  /** The id of an account by its address. For the command line. */
  userIdOf(email: string): Promise<string>;
}

export interface UserChangeParts {
  readonly database: Database;
  readonly security: SecurityLog;
  readonly roleChanges: RoleChanges;
  readonly env: Pick<AuthEnv, "ADMIN_EMAILS" | "DEMO_MODE">;
}

export function createUserChanges(parts: UserChangeParts): UserChanges {
  const { database, security, roleChanges, env } = parts;
  const update = async (
    transaction: Transaction,
    id: string,
    data: { role?: Role; disabledAt?: Date | null },
    now: Date,
  ) => {
    const [row] = await transaction.user.updateManyAndReturn({ where: { id }, data: { ...data, updatedAt: now } });
    if (row === undefined) throw goneAccount();
    return row;
  };

  return {
    async setRole(userId, role, { by, now }) {
      const row = await database.$transaction(async (transaction) => {
        const changed = await leavingAnAdmin(transaction, env, () => update(transaction, userId, { role }, now));
        await writeAudit(transaction, { action: "role-changed", userId, details: { role } }, by, now);
        return changed;
      });
      await roleChanges.recordRoles({ by: operatorKind(by), userId });
      return judgeUser(row, env.ADMIN_EMAILS);
    },

    async endSessionsOf(userId, { by, now }) {
      const endedCount = await database.$transaction(async (transaction) => {
        if ((await transaction.user.count({ where: { id: userId } })) === 0) throw goneAccount();
        const { count } = await transaction.session.deleteMany({ where: { userId } });
        await writeAudit(transaction, { action: "sessions-ended", userId, details: { count } }, by, now);
        return count;
      });
      const event = { kind: "sessions-ended", count: endedCount, reason: "by-admin", by: operatorKind(by) } as const;
      await security.record(event, { id: userId }, null);
      return { endedCount };
    },

    async disableUser(userId, { by, now }) {
      await database.$transaction(async (transaction) => {
        await leavingAnAdmin(transaction, env, () => update(transaction, userId, { disabledAt: now }, now));
        await transaction.session.deleteMany({ where: { userId } });
        await writeAudit(transaction, { action: "account-disabled", userId }, by, now);
      });
      await security.record({ kind: "account-disabled", by: operatorKind(by) }, { id: userId }, null);
    },

    async enableUser(userId, { by, now }) {
      await database.$transaction(async (transaction) => {
        await update(transaction, userId, { disabledAt: null }, now);
        await writeAudit(transaction, { action: "account-enabled", userId }, by, now);
      });
      await security.record({ kind: "account-enabled", by: operatorKind(by) }, { id: userId }, null);
    },

    async userIdOf(given) {
      const email = given.trim().toLowerCase();
      const user = await database.user.findUnique({ where: { email }, select: { id: true } });
      if (user === null) throw new DomainError("not-found", `No account has the address ${email}.`);
      return user.id;
    },
  };
}

function goneAccount(): DomainError {
  return new DomainError("not-found", "There is no such account any more.");
}

/** Makes a change unless it leaves no active admin. @throws {DomainError} `conflict` */
async function leavingAnAdmin<Changed>(
  transaction: Transaction,
  env: UserChangeParts["env"],
  change: () => Promise<Changed>,
): Promise<Changed> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${advisoryLocks.admins})`;
  const where = activeAdmins(env);
  const before = await transaction.user.count({ where });
  const changed = await change();
  if (before > 0 && (await transaction.user.count({ where })) === 0) {
    throw new DomainError("conflict", "This is the last admin. Make somebody else an admin first.");
  }
  return changed;
}
