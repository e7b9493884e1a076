import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { latestChangesSchema } from "#lib/todo-service/todos/latest-changes.ts";

export const GET = route({
  summary: "See which of your todos changed last",
  description:
    "Five of the list and five of the trash, latest first. Ask again after some seconds: while the answer is the same, nothing has changed. It costs far less than a list.",
  access: "user",
  response: latestChangesSchema,
  async atOnce({ app, proof }) {
    const changes = await app.todos.atOnce.latestChanges(proof);
    return changes && json(changes);
  },
  async handle({ app, caller }) {
    return json(await app.todos.latestChanges(caller.user));
  },
});
