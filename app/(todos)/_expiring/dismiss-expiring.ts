"use server";

import { cookies } from "next/headers";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { dismissalCookie, dismissalOf } from "./dismissal.ts";

const week = 7 * 24 * 60 * 60;

/** Keeps in this browser that the notice about what leaves was dismissed, up to the last of these todos. */
export async function dismissLeaving(lastLeavesAt: string): Promise<void> {
  const user = await findPageUser();
  if (user === null || Number.isNaN(Date.parse(lastLeavesAt))) return;
  const value = dismissalOf(user.id, lastLeavesAt);
  (await cookies()).set(dismissalCookie, value, { maxAge: week, sameSite: "lax", httpOnly: true, path: "/" });
}
