/** Any origin will do: it only serves to check that a path stays on it. */
const here = "https://tidy.invalid";

/**
 * The path to redirect to after signing in, from an untrusted `next` parameter: a path of this site, or `/`.
 * Absolute, protocol-relative (`//evil.example`, `/\evil.example`) and unparsable values lead to `/`.
 */
export function safeNextPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const url = URL.parse(next, here);
  // Parsing resolves dots: `/.//evil.example` becomes `//evil.example`.
  if (url?.origin !== here || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page that leads back to `path`. */
export function signInPath(path: string): string {
  return withNext("/sign-in", path);
}

/** The sign-in or sign-up page with `next` as its parameter. */
export function withNext(page: "/sign-in" | "/sign-up", next: string): string {
  return next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
}

/** The token of a setup link that a path leads back to; null for any other path. */
export function setupTokenOf(path: string): string | null {
  const { pathname, searchParams } = new URL(path, here);
  return pathname === "/setup" ? searchParams.get("token") : null;
}
