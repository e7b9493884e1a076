import { request } from "#app/_client/request.ts";
import type { TransferFormat } from "#lib/todo-service/import-export/formats.ts";
import type { ImportPreview, ImportView } from "#lib/todo-service/import-export/schemas.ts";

/** Reads a file of todos on the server and says what it would bring. */
export function stageImport(file: { format: TransferFormat; content: string }): Promise<ImportPreview> {
  return request("/api/todos/imports", { method: "POST", body: file });
}

export function applyImport(id: string): Promise<ImportView> {
  return request(`/api/todos/imports/${id}/apply`, { method: "POST" });
}

export function discardImport(id: string): Promise<void> {
  return request(`/api/todos/imports/${id}`, { method: "DELETE" });
}

export function followImport(id: string, signal: AbortSignal): Promise<ImportView> {
  return request(`/api/todos/imports/${id}`, { signal });
}
