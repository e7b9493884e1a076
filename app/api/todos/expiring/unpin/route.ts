import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { toInstant } from "#lib/instant.ts";
import { pinnedAtSchema, unpinnedSchema } from "#lib/todo-service/retention/expiring-schemas.ts";

export const POST = route({
  summary: "Unpin the todos of a POST /api/todos/expiring/pin",
  description: "Unpins the todos that were pinned at `pinnedAt`, except those changed since.",
  access: "user",
  body: pinnedAtSchema,
  example: { pinnedAt: "2026-12-01T12:00:00.000Z" },
  response: unpinnedSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.unpinExpiring(caller.user, toInstant(body.pinnedAt), now));
  },
});
