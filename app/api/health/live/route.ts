import { z } from "zod";
import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const GET = route({
  summary: "Check that the process answers",
  access: "public",
  response: z.object({
    status: z.literal("ok"),
    forwarding: z
      .enum(["direct", "trusted", "untrusted"])
      .describe("The way of this request: direct, or through proxies that TRUSTED_PROXIES names or does not name."),
  }),
  async handle({ app, request }) {
    return json({ status: "ok", forwarding: app.auth.forwardingOf(request.headers) } as const);
  },
});
