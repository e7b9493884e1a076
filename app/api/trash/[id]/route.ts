import { noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { todoPathSchema } from "#lib/todo-service/schemas.ts";

export const DELETE = route({
  summary: "Delete a trashed todo for good",
  access: "user",
  params: todoPathSchema,
  async handle({ app, caller, params }) {
    await app.todos.purge(caller.user, params.id);
    return noContent();
  },
});
