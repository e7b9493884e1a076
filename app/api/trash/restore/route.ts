import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { restoredSchema, restoreManySchema } from "#lib/todo-service/schemas.ts";

export const POST = route({
  summary: "Restore many todos from your trash",
  description:
    "By `ids`, by the `runId` of a cleanup, or by the `trashedAt` they share. What is not in your trash is skipped.",
  access: "user",
  body: restoreManySchema,
  response: restoredSchema,
  async handle({ app, caller, body, now }) {
    return json(await app.todos.restoreMany(caller.user, body, now));
  },
});
