import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { after } from "next/server";
import { cache } from "react";
import { app } from "#lib/app.ts";
import { lackingRole, recordDenied } from "#lib/auth/access.ts";
import { includesRole, type Role } from "#lib/auth/roles/role.ts";
import type { User } from "#lib/auth/user.ts";
import { noteUser } from "#lib/http/edge/records/answered-users.ts";
import { signInPath } from "./next-path.ts";

/** The signed-in user of the page being rendered, or null. Cached per request. */
export const findPageUser = cache(async (): Promise<User | null> => {
  const given = await headers();
  const user = await app().auth.findUserBySession(given);
  if (user !== null) noteUser(given.get("x-request-id"), user.id);
  return user;
});

/**
 * The signed-in user. Redirects everybody else to the sign-in page.
 * @param path the page to return to, e.g. `/trash`.
 */
export async function requirePageUser(path = "/"): Promise<User> {
  return (await findPageUser()) ?? redirect(signInPath(path));
}

/**
 * Somebody signed in who has a role, or one that includes it. Redirects signed-out visitors to the sign-in page;
 * everybody else gets a 404.
 */
export async function requirePageRole(role: Role, path = "/"): Promise<User> {
  const user = await requirePageUser(path);
  if (includesRole(user.role, role)) return user;
  recordDenied({ reason: lackingRole(role) }, user, await headers(), { auth: app().auth, after });
  return notFound();
}
