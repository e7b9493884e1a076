import { type NextRequest, NextResponse } from "next/server";
import { env } from "#lib/env.ts";

/**
 * Gives every page a Content-Security-Policy with a nonce of its own: only scripts that this response names run. Next
 * reads the nonce from the request's header and puts it on each script that it writes.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

/** Pages only: responses of the API are JSON, static files need no nonce, and a prefetch is never a document. */
export const config = {
  matcher: [
    {
      source: "/((?!api/|_next/static|_next/image|.*\\.(?:svg|png|ico)$).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};

/** The SHA-256 of the style that public/offline.html carries within itself; a test holds the two together. */
const offlinePageStyle = "'sha256-kwRcs+PpzCX0qkRFuF8cPCKPGlsbIqH+k4SocRNivxg='";

function contentSecurityPolicy(nonce: string): string {
  // The tools of `next dev` evaluate code and write styles.
  const isDevelopment = env().NODE_ENV === "development";
  const evaluation = isDevelopment ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : offlinePageStyle}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
