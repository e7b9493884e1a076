import { isTimeZone } from "#app/_time/format-time.ts";
import { hostCookie } from "#lib/settings/host-cookie.ts";

/** Cookies with which the server's HTML equals the page as this browser last showed it. */
export const completedCookie = "completed-shown";
export const zoneCookie = "browser-zone";
export const localeCookie = "browser-locale";

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

/**
 * The browser's language for dates from its cookie, else the first one that it asks for. English where neither is
 * known.
 */
export function rememberedLocale(cookie: string | undefined, acceptLanguage: string | null): string {
  const asked = acceptLanguage?.split(/[,;]/, 1)[0]?.trim();
  return knownLocale(cookie) ?? knownLocale(asked) ?? "en";
}

function knownLocale(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(new Intl.Locale(name).baseName)[0];
  } catch {
    return undefined;
  }
}
