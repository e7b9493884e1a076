import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { deletedSchema, purgeManySchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const POST = route({
  summary: "Delete many trashed todos for good",
  description: "By `ids`, or all that the search `q` finds. Ids that aren't in your trash are skipped.",
  access: "user",
  body: purgeManySchema,
  example: { ids: ["019b2c3d-4e5f-7a6b-8c7d-9e0f1a2b3c4d"] },
  response: deletedSchema,
  async handle({ app, caller, body }) {
    return json(await app.todos.purgeMany(caller.user, body));
  },
});
