import { json, noContent } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { todoPathSchema, todoSchema, updateTodoSchema } from "#lib/todo-service/schemas.ts";

export const GET = route({
  summary: "Read a todo",
  access: "user",
  params: todoPathSchema,
  response: todoSchema,
  async atOnce({ app, proof, input }) {
    const todo = await app.todos.atOnce.get(proof, input.params.id);
    return todo && json(todo);
  },
  async handle({ app, caller, params }) {
    return json(await app.todos.get(caller.user, params.id));
  },
});

export const PATCH = route({
  summary: "Change a todo",
  description:
    "Only the fields that you name change. `completed` completes or reopens; a `pinned` todo is never cleaned up. `base` names title, notes or due date as they were when the edit began: if one of them has changed since, nothing is saved and the answer is 409 with the current todo. Fields that already have the wanted value don't conflict, so an edit can be sent again. Without `base` the last write wins.",
  access: "user",
  params: todoPathSchema,
  body: updateTodoSchema,
  example: { completed: true },
  response: todoSchema,
  problems: ["edit-conflict"],
  async atOnce({ app, proof, input, now }) {
    const todo = await app.todos.atOnce.update(proof, input.params.id, input.body, now);
    return todo && json(todo);
  },
  async handle({ app, caller, params, body, now }) {
    return json(await app.todos.update(caller.user, params.id, body, now));
  },
});

export const DELETE = route({
  summary: "Move a todo to the trash",
  description: "A todo that is in your trash already stays there.",
  access: "user",
  params: todoPathSchema,
  problems: ["conflict"],
  async atOnce({ app, proof, input, now }) {
    return (await app.todos.atOnce.trash(proof, input.params.id, now)) && noContent();
  },
  async handle({ app, caller, params, now }) {
    await app.todos.trash(caller.user, params.id, now);
    return noContent();
  },
});
