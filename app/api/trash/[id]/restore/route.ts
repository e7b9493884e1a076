import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { todoPathSchema, todoSchema } from "#lib/todo-service/schemas.ts";
import { restoreSchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const POST = route({
  summary: "Restore a todo from the trash",
  description:
    "It keeps its dates. A completed todo comes back pinned, so that no cleanup takes it again. A todo that is in your list already stays as it is.",
  access: "user",
  params: todoPathSchema,
  body: restoreSchema.optional(),
  problems: ["conflict"],
  response: todoSchema,
  async handle({ app, caller, params, body = {}, now }) {
    return json(await app.todos.restore(caller.user, params.id, body, now));
  },
});
