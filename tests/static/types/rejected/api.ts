import { api, apiPath } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";
import type { JsonForm } from "#lib/http/json-form.ts";

export async function wrongRoutes(): Promise<void> {
  await api("GET /api/todo"); // rejected: TS2345
  await api("PUT /api/todos"); // rejected: TS2345
  await api("GET /api/todos/export"); // rejected: TS2345
  apiPath("POST /api/todos"); // rejected: TS2345
}

export async function wrongInput(id: string): Promise<void> {
  await api("PATCH /api/todos/[id]"); // rejected: TS2554
  await api("PATCH /api/todos/[id]", { body: { completed: true } }); // rejected: TS2345
  await api("PATCH /api/todos/[id]", { params: { id } }); // rejected: TS2345
  await api("PATCH /api/todos/[id]", { params: { todo: id }, body: {} }); // rejected: TS2353
  await api("PATCH /api/todos/[id]", { params: { id }, body: { done: true } }); // rejected: TS2353
  await api("PATCH /api/todos/[id]", { params: { id }, body: { completed: "yes" } }); // rejected: TS2322
  await api("DELETE /api/todos/[id]", { params: { id }, body: {} }); // rejected: TS2353
  await api("GET /api/todos", { query: { status: "done" } }); // rejected: TS2322
  await api("GET /api/todos", { query: { page: 2 } }); // rejected: TS2353
  apiPath("GET /api/todos/export", { query: { format: "xml" } }); // rejected: TS2322
}

export async function wrongAnswers(id: string): Promise<unknown> {
  const todo = await api("GET /api/todos/[id]", { params: { id } });
  const completed: boolean = todo.completedAt; // rejected: TS2322
  const deleted: string = await api("DELETE /api/todos/[id]", { params: { id } }); // rejected: TS2322
  const page: Answer<"GET /api/todos"> = { items: [todo] }; // rejected: TS2741
  return [completed, deleted, page, todo.titel]; // rejected: TS2551
}

export const received: JsonForm<{ readonly at: Date }> = { at: new Date() }; // rejected: TS2322
export const absent: JsonForm<{ readonly at: string; readonly gone: undefined }> = { at: "", gone: undefined }; // rejected: TS2353
