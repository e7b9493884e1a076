import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { app } from "#lib/app.ts";
import type { User } from "#lib/auth/user.ts";
import { signInPath } from "./next-path.ts";

/** The signed-in user of the page being rendered, or null. Asked once per request, however many components ask. */
export const findPageUser = cache(async (): Promise<User | null> => app().auth.findUserBySession(await headers()));

/**
 * The signed-in user; sends everybody else to the sign-in page.
 * @param path where signing in should lead back to, e.g. `/trash`.
 */
export async function requirePageUser(path = "/"): Promise<User> {
  return (await findPageUser()) ?? redirect(signInPath(path));
}

/** The signed-in admin. Signed-out visitors sign in first; for anybody else the page doesn't exist. */
export async function requirePageAdmin(path = "/"): Promise<User> {
  const user = await requirePageUser(path);
  return user.role === "admin" ? user : notFound();
}
