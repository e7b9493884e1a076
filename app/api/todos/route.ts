import { created, json } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { pageOf } from "#lib/todo-service/pages.ts";
import { createTodoSchema, todoSchema } from "#lib/todo-service/schemas.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";

export const GET = route({
  summary: "List your todos",
  description:
    "Newest first, or in another order with `sort`. For the next page, pass `nextCursor` as `cursor` with the same other parameters; it is null on the last page.",
  access: "user",
  query: listTodosSchema,
  response: pageOf(todoSchema),
  async handle({ app, caller, query }) {
    return json(await app.todos.list(caller.user, query));
  },
});

export const POST = route({
  summary: "Create a todo",
  access: "user",
  body: createTodoSchema,
  example: { title: "Buy milk", dueOn: "2026-12-24" },
  response: todoSchema,
  statuses: [201],
  async handle({ app, caller, body, now }) {
    const todo = await app.todos.create(caller.user, body, now);
    return created(todo, `/api/todos/${todo.id}`);
  },
});
