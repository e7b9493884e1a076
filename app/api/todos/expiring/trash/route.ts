import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { toInstant } from "#lib/instant.ts";
import { asOfSchema } from "#lib/todo-service/retention/expiring-schemas.ts";
import { trashedSchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const POST = route({
  summary: "Trash your todos that expire within a day",
  description:
    "Moves the todos counted as of `asOf` to the trash, except those changed since. To undo it, send the answer's `trashedAt` to `POST /api/trash/restore`.",
  access: "user",
  body: asOfSchema,
  example: { asOf: "2026-12-01T12:00:00.000Z" },
  response: trashedSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.trashExpiring(caller.user, toInstant(body.asOf), now));
  },
});
