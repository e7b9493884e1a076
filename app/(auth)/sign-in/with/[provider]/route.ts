import type { NextRequest } from "next/server";
import { z } from "zod";
import { app } from "#lib/app.ts";
import { refusedPath } from "#lib/auth/oidc/provider-sign-ins.ts";
import { safeNextPath, setupTokenOf } from "../../../next-path.ts";

/**
 * Sends a browser to a provider to sign in there. A link rather than a form, since the policy of pages lets forms lead
 * to this site only.
 */
export async function GET(request: NextRequest, { params }: RouteContext<"/sign-in/with/[provider]">) {
  const { provider: providerId } = await params;
  const query = request.nextUrl.searchParams;
  const next = safeNextPath(query.get("next"));
  const invite = z.string().max(200).nullable().catch(null).parse(query.get("invite"));
  const wanted = { providerId, next, invite, setup: setupTokenOf(next), fresh: query.has("fresh") };
  const start = await app().auth.startProviderSignIn(wanted, request.headers);
  const headers = new Headers({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
  if (start.ok) {
    for (const cookie of start.cookies) headers.append("set-cookie", cookie);
    headers.set("location", start.url);
  } else {
    const known = app().auth.providers.some(({ id }) => id === providerId);
    headers.set(
      "location",
      `${refusedPath}?${new URLSearchParams({ problem: start.problem, ...(known && { provider: providerId }) })}`,
    );
  }
  return new Response(null, { status: 303, headers });
}
