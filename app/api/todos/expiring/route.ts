import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { leavingSchema } from "#lib/todo-service/retention/expiring.ts";

export const GET = route({
  summary: "How many of your todos leave within a day",
  description: "To keep these todos or let them go, and no others, pass the answer's `asOf` on.",
  access: "user",
  response: leavingSchema,
  async handle({ app, caller, now }) {
    return json(await app.todos.leaving(caller.user, now));
  },
});
