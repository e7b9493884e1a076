import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { clearedSchema } from "#lib/todo-service/schemas.ts";

export const POST = route({
  summary: "Move all your completed, unpinned todos to the trash",
  description: "To undo it, send `trashedAt` of the answer to `POST /api/trash/restore`.",
  access: "user",
  response: clearedSchema,
  async handle({ app, caller, now }) {
    return json(await app.todos.clearCompleted(caller.user, now));
  },
});
