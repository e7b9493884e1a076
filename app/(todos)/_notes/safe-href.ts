const allowedProtocols = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The URL of a link in notes; null for one that would run code, and for relative ones, which lead into this app. */
export function safeHref(target: string | null): string | null {
  if (target === null || !URL.canParse(target)) return null;
  const { protocol, href } = new URL(target);
  return allowedProtocols.has(protocol) ? href : null;
}
