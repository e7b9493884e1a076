/** The cookie that says up to when the notice was dismissed, and by whom: browsers are shared. */
export const dismissalCookie = "expiring-dismissed";

export function dismissalOf(userId: string, lastExpiresAt: string): string {
  return `${userId} ${lastExpiresAt}`;
}

/** Up to when this user dismissed the notice; null if they didn't. */
export function dismissedUntil(cookie: string | undefined, userId: string): string | null {
  const [owner, instant] = cookie?.split(" ") ?? [];
  return owner === userId && instant !== undefined ? instant : null;
}
