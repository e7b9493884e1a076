import type { NextRequest } from "next/server";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { refusedPath } from "#lib/auth/oidc/provider-sign-ins.ts";
import { safeNextPath, setupTokenOf, signInPath } from "../../../next-path.ts";

/**
 * Sends a browser to a provider to sign in there. A link rather than a form, since the policy of pages lets forms lead
 * to this site only. A link on another site leads to the sign-in page: nobody is signed in without wanting it.
 */
export async function GET(request: NextRequest, { params }: RouteContext<"/sign-in/with/[provider]">) {
  const { provider: providerId } = await params;
  const query = request.nextUrl.searchParams;
  const next = safeNextPath(query.get("next"));
  if (request.headers.get("sec-fetch-site") === "cross-site") return redirect(signInPath(next));
  const invite = z.string().max(200).nullable().catch(null).parse(query.get("invite"));
  const wanted = { providerId, next, invite, setup: setupTokenOf(next), fresh: query.has("fresh") };
  const start = await app().auth.startProviderSignIn(wanted, request.headers);
  if (start.ok) return redirect(start.url, start.cookies);
  const known = app().auth.providers.some(({ id }) => id === providerId);
  const why = new URLSearchParams({ problem: start.problem, ...(known && { provider: providerId }) });
  return redirect(`${refusedPath}?${why}`);
}

function redirect(location: string, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
