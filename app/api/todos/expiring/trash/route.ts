import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { asOfSchema } from "#lib/todo-service/retention/expiring.ts";
import { clearedSchema } from "#lib/todo-service/schemas.ts";

export const POST = route({
  summary: "Move your todos that would leave within a day to the trash now",
  description:
    "Takes what was counted as of `asOf`. To undo it, send `trashedAt` of the answer to `POST /api/trash/restore`.",
  access: "user",
  body: asOfSchema,
  example: { asOf: "2026-12-01T12:00:00.000Z" },
  response: clearedSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.letLeavingGo(caller.user, new Date(body.asOf), now));
  },
});
