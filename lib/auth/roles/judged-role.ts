import { z } from "zod";
import type { AuthEnv } from "../auth-env.ts";
import { demoAccount } from "../demo-account.ts";
import { type User, userSchema } from "../user.ts";
import type { Role } from "./role.ts";

/** The facts that decide on a user's role. */
export interface RoleClaims {
  readonly email: string;
  /** Whether it is proven that the address is this user's. */
  readonly emailVerified: boolean;
  /** The role that was granted, whatever the address. */
  readonly role: Role;
}

/**
 * The role of a user: the granted one, or admin for a proven address of ADMIN_EMAILS. Judged anew at each request and
 * never stored, so that an address that leaves ADMIN_EMAILS loses the role at once.
 */
export function roleOf({ email, emailVerified, role }: RoleClaims, adminEmails: readonly string[]): Role {
  return emailVerified && isAdminAddress(email, adminEmails) ? "admin" : role;
}

/** Whether an address is in ADMIN_EMAILS, which is in lower case. */
export function isAdminAddress(email: string, adminEmails: readonly string[]): boolean {
  return adminEmails.includes(email.trim().toLowerCase());
}

const storedUserSchema = userSchema.extend({ emailVerified: z.boolean() });

/** The user of a stored row, with the role that counts now. */
export function judgeUser(row: unknown, adminEmails: readonly string[]): User {
  const { emailVerified, ...user } = storedUserSchema.parse(row);
  return { ...user, role: roleOf({ ...user, emailVerified }, adminEmails) };
}

/** The admins who can act, as a condition on the table of users: `isClosed` says of others that nobody gets in. */
export function activeAdmins({ ADMIN_EMAILS, DEMO_MODE }: Pick<AuthEnv, "ADMIN_EMAILS" | "DEMO_MODE">) {
  const open = DEMO_MODE ? {} : { email: { not: demoAccount.email } };
  return { ...havingRole("admin", ADMIN_EMAILS), ...open, disabledAt: null };
}

/** Those who have a role, as a condition on the table of users: the same rule as `roleOf`. */
export function havingRole(role: Role, adminEmails: readonly string[]) {
  const byAddress = { emailVerified: true, email: { in: [...adminEmails] } };
  return role === "admin" ? { OR: [{ role }, byAddress] } : { role, NOT: byAddress };
}
