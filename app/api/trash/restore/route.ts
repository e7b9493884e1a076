import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { restoredSchema, restoreManySchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const POST = route({
  summary: "Restore many todos from your trash",
  description:
    "By `ids`, by the `runId` of a cleanup, by the `trashedAt` that they share, or by the search `q`. Completed todos come back pinned; ids that aren't in your trash are skipped.",
  access: "user",
  body: restoreManySchema,
  example: { ids: ["019b2c3d-4e5f-7a6b-8c7d-9e0f1a2b3c4d"] },
  response: restoredSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.restoreMany(caller.user, body, now));
  },
});
