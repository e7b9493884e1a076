import { headers } from "next/headers";
import { app } from "#lib/app.ts";
import { DomainError } from "#lib/errors.ts";

/**
 * Makes sure that a server action is called by an admin.
 * @throws {DomainError} `forbidden`.
 */
export async function requireAdmin(): Promise<void> {
  const user = await app().auth.findUserBySession(await headers(), { extend: true });
  if (user?.role !== "admin") throw new DomainError("forbidden", "Only an admin can do this. Sign in as one.");
}
