/** Any origin does: it only shows whether a path stays on it. */
const here = "https://tidy.invalid";

/**
 * Where to go after signing in, from a `next` parameter that anybody may have written: a path of this site, or `/`.
 * Absolute, protocol-relative (`//evil.example`, `/\evil.example`) and unparsable values lead to `/`.
 */
export function safeNextPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const url = URL.parse(next, here);
  // Parsing resolves dots, so `/.//evil.example` only now shows what it is.
  if (url?.origin !== here || url.pathname.startsWith("//")) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The address of the sign-in page that leads back to `path`. */
export function signInPath(path: string): string {
  return withNext("/sign-in", path);
}

/** Carries `next` along between the sign-in and the sign-up page. */
export function withNext(page: "/sign-in" | "/sign-up", next: string): string {
  return next === "/" ? page : `${page}?next=${encodeURIComponent(next)}`;
}
