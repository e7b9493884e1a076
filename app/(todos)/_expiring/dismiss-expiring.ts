"use server";

import { cookies } from "next/headers";
import { findPageUser } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { hostCookie } from "#lib/settings/host-cookie.ts";
import { dismissalCookie, dismissalOf } from "./dismissal.ts";

const week = 7 * 24 * 60 * 60;

/** Remembers in this browser that the notice was dismissed, up to the last of the todos that it counted. */
export async function dismissExpiring(lastExpiresAt: string): Promise<void> {
  const user = await findPageUser();
  if (user === null || Number.isNaN(Date.parse(lastExpiresAt))) return;
  const value = dismissalOf(user.id, lastExpiresAt);
  const url = app().env.APP_URL;
  const bounds = {
    maxAge: week,
    secure: url.startsWith("https:"),
    sameSite: "lax",
    httpOnly: true,
    path: "/",
  } as const;
  (await cookies()).set(hostCookie(dismissalCookie, url), value, bounds);
}
