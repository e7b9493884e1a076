import { json, noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { todoPathSchema, todoSchema, updateTodoSchema } from "#lib/todo-service/schemas.ts";

export const GET = route({
  summary: "Read a todo",
  access: "user",
  params: todoPathSchema,
  response: todoSchema,
  async handle({ app, caller, params }) {
    return json(await app.todos.get(caller.user, params.id));
  },
});

export const PATCH = route({
  summary: "Change a todo",
  description:
    "Only the fields that you name change. `completed` completes or reopens; `pinned` keeps it from cleanup. With `base`, what title, notes or due date were when the edit began, nobody's edit is overwritten unseen: the answer to a conflict is 409 with the todo as it is now. Without, the last write wins.",
  access: "user",
  params: todoPathSchema,
  body: updateTodoSchema,
  example: { completed: true },
  response: todoSchema,
  problems: ["edit-conflict"],
  async handle({ app, caller, params, body, now }) {
    return json(await app.todos.update(caller.user, params.id, body, now));
  },
});

export const DELETE = route({
  summary: "Move a todo to the trash",
  access: "user",
  params: todoPathSchema,
  async handle({ app, caller, params, now }) {
    await app.todos.trash(caller.user, params.id, now);
    return noContent();
  },
});
