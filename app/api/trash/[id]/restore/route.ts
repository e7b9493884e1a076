import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { todoPathSchema, todoSchema } from "#lib/todo-service/schemas.ts";

export const POST = route({
  summary: "Restore a todo from the trash",
  description: "It keeps its dates. One that a cleanup took, or would take within a day, comes back pinned.",
  access: "user",
  params: todoPathSchema,
  problems: ["conflict"],
  response: todoSchema,
  async handle({ app, caller, params, now }) {
    return json(await app.todos.restore(caller.user, params.id, now));
  },
});
