import { api, apiPath } from "#app/_client/api.ts";
import type { Answer } from "#app/_client/api-types.ts";
import type { JsonForm } from "#lib/http/json-form.ts";

/** Everything that the rejected file gets wrong, done right. */
export async function callRoutes(id: string): Promise<Answer<"GET /api/todos">> {
  const { title, dueOn } = await api("PATCH /api/todos/[id]", { params: { id }, body: { completed: true } });
  const nothing: undefined = await api("DELETE /api/todos/[id]", { params: { id } });
  await api("POST /api/todos", { body: { title, dueOn } });
  await api("POST /api/trash/[id]/restore", { params: { id } });
  await api("POST /api/trash/[id]/restore", { params: { id }, body: { undo: true } });
  const { items, nextCursor } = await api("GET /api/todos", {
    query: { status: "open", limit: 10, cursor: undefined },
  });
  await api("GET /api/todos");
  return { items: nothing ?? items, nextCursor };
}

export const links = [apiPath("GET /api/todos/export", { query: { format: "csv" } }), apiPath("GET /api/todos/export")];

interface Served {
  readonly at: Date;
  readonly note?: string | undefined;
  readonly gone: undefined;
  readonly list: readonly { readonly at: Date | null }[];
}
export const received: JsonForm<Served> = { at: "2026-11-26T12:00:00.000Z", list: [{ at: null }] };
