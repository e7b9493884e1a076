import type { Database } from "#lib/db/client.ts";
import type { User } from "./user.ts";

/** The role that an address has: ADMIN_EMAILS (already lower case) is the only truth. */
export function roleOf(email: string, adminEmails: readonly string[]): User["role"] {
  return adminEmails.includes(email.trim().toLowerCase()) ? "admin" : "user";
}

/** Brings a user's stored role in line with ADMIN_EMAILS, up or down. Does nothing for an unknown user. */
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
