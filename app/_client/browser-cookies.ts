import { isTimeZone } from "#app/_time/format-time.ts";

/** What this browser keeps in cookies, so that the server's HTML is what the page was and will be. */
export const completedCookie = "completed-shown";
export const zoneCookie = "browser-zone";

const yearMs = 365 * 24 * 60 * 60 * 1000;

/** Keeps a value for a year. Where the browser has no cookie store, as without HTTPS, the page begins as it does for anybody. */
export function remember(name: string, value: string): void {
  if (!("cookieStore" in window)) return;
  const expires = Date.now() + yearMs;
  // What can't be kept is no loss that is worth a word.
  window.cookieStore.set({ name, value, expires, path: "/", sameSite: "lax" }).catch(() => {});
}

/** The browser's zone as it was kept, or UTC: anybody can write a cookie. */
export function rememberedZone(cookie: string | undefined): string {
  return cookie !== undefined && isTimeZone(cookie) ? cookie : "UTC";
}
