import { z } from "zod";
import { givenPassword } from "#lib/auth/account/password-schemas.ts";
import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Delete your account and everything in it",
  description:
    "Todos, trash, sessions and API keys are deleted at once and for good. Wrong passwords count as failed sign-ins. Without a password, the session must have begun less than ten minutes ago.",
  access: "user",
  body: z.strictObject({ password: givenPassword.optional().describe("Left out by people who have none.") }),
  example: { password: "correct horse" },
  async handle({ app, caller, body, request, now }) {
    await app.auth.deleteAccount(caller.user, body.password, { headers: request.headers, now });
    return noContent();
  },
});
