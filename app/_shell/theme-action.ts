"use server";

import { cookies } from "next/headers";
import { parseTheme, themeCookie } from "./theme.ts";

const year = 365 * 24 * 60 * 60;

/** Stores this browser's theme for a year. */
export async function saveTheme(value: string): Promise<void> {
  const theme = parseTheme(value);
  (await cookies()).set(themeCookie, theme, { maxAge: year, sameSite: "lax", httpOnly: true, path: "/" });
}
