import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { trashedSchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const POST = route({
  summary: "Move all your completed, unpinned todos to the trash",
  description: "To undo it, send the answer's `trashedAt` to `POST /api/trash/restore`.",
  access: "user",
  response: trashedSchema,
  async handle({ app, caller, now }) {
    return json(await app.todos.clearCompleted(caller.user, now));
  },
});
