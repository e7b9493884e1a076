/** The cookie that keeps how far the notice about what leaves was dismissed, and by whom: browsers are shared. */
export const dismissalCookie = "leaving-dismissed";

export function dismissalOf(userId: string, lastLeavesAt: string): string {
  return `${userId} ${lastLeavesAt}`;
}

/** Up to when the notice was dismissed by this user; null when it wasn't. */
export function dismissedUntil(cookie: string | undefined, userId: string): string | null {
  const [owner, instant] = cookie?.split(" ") ?? [];
  return owner === userId && instant !== undefined ? instant : null;
}
