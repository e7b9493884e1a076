import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { toInstant } from "#lib/instant.ts";
import { asOfSchema, pinnedSchema } from "#lib/todo-service/retention/expiring-schemas.ts";

export const POST = route({
  summary: "Pin your todos that expire within a day",
  description:
    "Pins the todos counted as of `asOf`, except those changed since. To undo it, send the answer's `pinnedAt` to `POST /api/todos/expiring/unpin`.",
  access: "user",
  body: asOfSchema,
  example: { asOf: "2026-12-01T12:00:00.000Z" },
  response: pinnedSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.pinExpiring(caller.user, toInstant(body.asOf), now));
  },
});
