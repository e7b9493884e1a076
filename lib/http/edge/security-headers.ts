/**
 * Sent with every answer. The policy is that of answers that aren't pages, which run and load nothing; proxy.ts gives
 * pages a policy of their own.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Browsers that came by https once use nothing else for a year. Empty where the app is served by http. */
export function transportHeaders(appUrl: string): Readonly<Record<string, string>> {
  return appUrl.startsWith("https:") ? { "Strict-Transport-Security": "max-age=31536000" } : {};
}
