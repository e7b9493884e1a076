import type { Database } from "#lib/db/client.ts";
import type { User } from "./user.ts";

/** The role of an address. ADMIN_EMAILS, in lower case, is the only source. */
export function roleOf(email: string, adminEmails: readonly string[]): User["role"] {
  return adminEmails.includes(email.trim().toLowerCase()) ? "admin" : "user";
}

/** Updates a user's stored role from ADMIN_EMAILS. Does nothing for an unknown user. */
export async function syncRole(
  database: Database,
  request: { userId: string; adminEmails: readonly string[]; now: Date },
): Promise<void> {
  const user = await database.user.findUnique({
    where: { id: request.userId },
    select: { email: true, role: true },
  });
  if (user === null) return;
  const role = roleOf(user.email, request.adminEmails);
  if (role === user.role) return;
  await database.user.update({ where: { id: request.userId }, data: { role, updatedAt: request.now } });
}
