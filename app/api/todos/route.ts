import { z } from "zod";
import { created, json, notModified } from "#lib/http/reply.ts";
import { route } from "#lib/http/route.ts";
import { newId } from "#lib/id.ts";
import { pageOf } from "#lib/todo-service/pages.ts";
import { createTodoSchema, todoSchema } from "#lib/todo-service/schemas.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";

export const GET = route({
  summary: "List your todos",
  description:
    "Newest first, or in another order with `sort`. For the next page, pass `nextCursor` as `cursor` with the same other parameters; it is null on the last page.",
  access: "user",
  query: listTodosSchema,
  headers: z.object({
    "if-none-match": z
      .string()
      .optional()
      .describe("The `ETag` of the page that you have: the answer is 304 if it is still the same."),
  }),
  responseHeaders: { ETag: "Changes whenever the page does. Not in every answer." },
  statuses: [200, 304],
  response: pageOf(todoSchema),
  async atOnce({ app, proof, input, request }) {
    const found = await app.todos.atOnce.list(proof, input.query, request.headers.get("if-none-match"));
    if (found === null) return null;
    const { page, etag } = found;
    return page === null ? notModified({ etag }) : json(page, { headers: { etag } });
  },
  async handle({ app, caller, query }) {
    return json(await app.todos.list(caller.user, query));
  },
});

export const POST = route({
  summary: "Create a todo",
  description:
    "With an `id` of your own, a UUIDv7, you may send it again when the answer is lost: the answer is then 200 with the todo as it is now, in the list or in the trash, and nothing changes. An id that somebody else uses, or whose todo was deleted for good, is a 409.",
  access: "user",
  body: createTodoSchema,
  example: { title: "Buy milk", dueOn: "2026-12-24" },
  response: todoSchema,
  statuses: [200, 201],
  problems: ["conflict"],
  async atOnce({ app, proof, input, now }) {
    const { id = newId(now) } = input.body;
    const todo = await app.todos.atOnce.create(proof, { ...input.body, id }, now);
    return todo && created(todo, `/api/todos/${id}`);
  },
  async handle({ app, caller, body, now }) {
    const { id = newId(now) } = body;
    const { todo, isNew } = await app.todos.createOnce(caller.user, { ...body, id }, now);
    return isNew ? created(todo, `/api/todos/${todo.id}`) : json(todo);
  },
});
