import { api } from "#app/_client/api.ts";
import type { NewImport } from "#lib/todo-service/import-export/schemas.ts";

/** Reads a file of todos on the server and says what it would bring. */
export function stageImport(file: NewImport) {
  return api("POST /api/todos/imports", { body: file });
}

export function applyImport(id: string) {
  return api("POST /api/todos/imports/[id]/apply", { params: { id } });
}

export function discardImport(id: string) {
  return api("DELETE /api/todos/imports/[id]", { params: { id } });
}

export function followImport(id: string, signal: AbortSignal) {
  return api("GET /api/todos/imports/[id]", { params: { id }, signal });
}
