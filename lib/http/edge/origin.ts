import { DomainError } from "#lib/errors.ts";

const safeMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a changing request that a browser sends along with its session cookie from a page of another site.
 * @throws {DomainError} `forbidden`
 */
export function requireSameOrigin(request: Request, appUrl: string, onRefusal: () => void): void {
  if (!isFromOtherSite(request, appUrl)) return;
  onRefusal();
  throw new DomainError(
    "forbidden",
    "This request came from another site. Use Tidy's own pages, or an API key for scripts.",
  );
}

/** Whether it may change something and came from a page of another site. */
export function isFromOtherSite(request: Request, appUrl: string): boolean {
  return !safeMethods.has(request.method) && !isSameOrigin(request.headers, appUrl);
}

/** Browsers set both headers themselves and let no page forge them. Older ones send `Origin` only. */
function isSameOrigin(headers: Headers, appUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = URL.parse(headers.get("origin") ?? "");
  return origin !== null && (origin.origin === new URL(appUrl).origin || origin.host === headers.get("host"));
}
