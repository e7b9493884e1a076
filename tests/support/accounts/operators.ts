import { commandLineOperator } from "#lib/auth/audit/operator.ts";
import type { Auth } from "#lib/auth/auth.ts";
import type { Role } from "#lib/auth/roles/role.ts";
import type { User } from "#lib/auth/user.ts";
import type { UserChange } from "#lib/auth/users/user-changes.ts";

/** A change by the account that runs the tests. */
export const byOperator = (now = new Date()): UserChange => ({ by: commandLineOperator(), now });

/** Gives the account of an address a role, as the command line does. */
export async function grantRole(auth: Auth, email: string, role: Role, now?: Date): Promise<User> {
  return await auth.setRole(await auth.userIdOf(email), role, byOperator(now));
}
