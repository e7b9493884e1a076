import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";

export const POST = route({
  summary: "Sign out this browser",
  description: "Ends the session whose cookie comes with the request. API keys keep working.",
  access: "user",
  async handle({ app, request }) {
    await app.auth.signOut(request.headers);
    return noContent();
  },
});
