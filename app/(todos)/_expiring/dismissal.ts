/** The cookie with the user who dismissed the notice, and the instant up to which they did: browsers are shared. */
export const dismissalCookie = "expiring-dismissed";

export function dismissalOf(userId: string, lastExpiresAt: string): string {
  return `${userId} ${lastExpiresAt}`;
}

/** The instant up to which this user dismissed the notice; null if they didn't. */
export function dismissedUntil(cookie: string | undefined, userId: string): string | null {
  const [owner, instant] = cookie?.split(" ") ?? [];
  return owner === userId && instant !== undefined ? instant : null;
}
