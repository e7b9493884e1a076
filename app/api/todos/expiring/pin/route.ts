import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { asOfSchema, keptSchema } from "#lib/todo-service/retention/expiring.ts";

export const POST = route({
  summary: "Keep your todos that would leave within a day",
  description: "Pins what was counted as of `asOf`. To undo it, send `keptAt` of the answer to `…/unkeep`.",
  access: "user",
  body: asOfSchema,
  example: { asOf: "2026-12-01T12:00:00.000Z" },
  response: keptSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.keepLeaving(caller.user, new Date(body.asOf), now));
  },
});
