import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import type { Operator } from "#lib/auth/audit/operator.ts";
import { DomainError } from "#lib/errors.ts";

/**
 * Makes sure that a server action is called by an admin.
 * @returns the admin, and the time.
 * @throws {DomainError} `forbidden`.
 */
export async function requireAdmin(): Promise<{ readonly by: Operator; readonly now: Date }> {
  const user = await app().auth.findUserBySession(await headers(), { extend: true });
  if (user?.role !== "admin") throw new DomainError("forbidden", "Only an admin can do this. Sign in as one.");
  return { by: { via: "console", userId: user.id }, now: new Date() };
}
