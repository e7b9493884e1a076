import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { expiringTodosSchema } from "#lib/todo-service/retention/expiring-schemas.ts";

export const GET = route({
  summary: "Count your todos that expire within a day",
  description: "To pin or trash exactly these todos, pass on the answer's `asOf`.",
  access: "user",
  response: expiringTodosSchema,
  async handle({ app, caller, now }) {
    return json(await app.todos.expiring(caller.user, now));
  },
});
