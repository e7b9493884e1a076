"use server";

import { cookies } from "next/headers";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { dismissalCookie, dismissalOf } from "./dismissal.ts";

const week = 7 * 24 * 60 * 60;

/** Remembers in this browser that the notice was dismissed, up to the last of the todos that it counted. */
export async function dismissExpiring(lastExpiresAt: string): Promise<void> {
  const user = await findPageUser();
  if (user === null || Number.isNaN(Date.parse(lastExpiresAt))) return;
  const value = dismissalOf(user.id, lastExpiresAt);
  (await cookies()).set(dismissalCookie, value, { maxAge: week, sameSite: "lax", httpOnly: true, path: "/" });
}
