import { z } from "zod";
import { givenPassword } from "#lib/auth/account/password.ts";
import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Delete your account, with everything in it",
  description:
    "For good and at once: todos, trash, sessions and API keys. Wrong passwords count like failed sign-ins to the account.",
  access: "user",
  body: z.strictObject({ password: givenPassword }),
  example: { password: "correct horse" },
  async handle({ app, caller, body, now }) {
    await app.auth.deleteAccount(caller.user, body.password, now);
    return noContent();
  },
});
