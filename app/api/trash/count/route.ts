import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { countTrashSchema, trashCountSchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const GET = route({
  summary: "Count your trash, or what a search finds in it",
  access: "user",
  query: countTrashSchema,
  response: trashCountSchema,
  async handle({ app, caller, query }) {
    return json(await app.todos.countTrash(caller.user, query.q));
  },
});
