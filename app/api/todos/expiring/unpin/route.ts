import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { keptAtSchema, unkeptSchema } from "#lib/todo-service/retention/expiring.ts";

export const POST = route({
  summary: "Take back that you kept what would leave",
  description: "Unpins what a keep with this `keptAt` pinned. What was changed since stays as it is.",
  access: "user",
  body: keptAtSchema,
  example: { keptAt: "2026-12-01T12:00:00.000Z" },
  response: unkeptSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.unkeepLeaving(caller.user, new Date(body.keptAt), now));
  },
});
