import { isTimeZone } from "#app/_time/format-time.ts";
import { hostCookie } from "#lib/settings/host-cookie.ts";

/** Cookies with which the server's HTML equals the page as this browser last showed it. */
export const completedCookie = "completed-shown";
export const zoneCookie = "browser-zone";

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** Stores a value for a year. Does nothing where the browser has no cookie store, e.g. without HTTPS. */
export function remember(name: string, value: string): void {
  if (!("cookieStore" in window)) return;
  const expires = Date.now() + yearMs;
  // A failure is not worth a message: the page only starts as it does for a new browser.
  window.cookieStore
    .set({ name: hostCookie(name, location.href), value, expires, path: "/", sameSite: "lax" })
    .catch(() => {});
}

/** The browser's time zone from its cookie. UTC if it is missing or invalid. */
export function rememberedZone(cookie: string | undefined): string {
  return cookie !== undefined && isTimeZone(cookie) ? cookie : "UTC";
}
