const followed = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address of a link in notes, as a browser reads it; null for all that runs code, or leads into this app unseen. */
export function safeHref(target: string | null): string | null {
  if (target === null || !URL.canParse(target)) return null;
  const { protocol, href } = new URL(target);
  return followed.has(protocol) ? href : null;
}
