import { json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { pageOf } from "#lib/todo-service/pages.ts";
import { deletedSchema, listTrashSchema, trashedTodoSchema } from "#lib/todo-service/trash/trash-schemas.ts";

export const GET = route({
  summary: "List your trash, or search it, last trashed first",
  access: "user",
  query: listTrashSchema,
  response: pageOf(trashedTodoSchema),
  async atOnce({ app, proof, input }) {
    const page = await app.todos.atOnce.listTrash(proof, input.query);
    return page && json(page);
  },
  async handle({ app, caller, query }) {
    return json(await app.todos.listTrash(caller.user, query));
  },
});

export const DELETE = route({
  summary: "Empty your trash for good",
  access: "user",
  response: deletedSchema,
  async handle({ app, caller }) {
    return json(await app.todos.emptyTrash(caller.user));
  },
});
