import { api } from "#app/_client/api.ts";
import type { FileReader } from "#lib/todo-service/import-export/formats.ts";
import type { ImportChoices } from "#lib/todo-service/import-export/schemas.ts";

interface NamedFile {
  readonly file: Blob;
  readonly name: string;
}

/** Reads a file of todos on the server and previews its import. Its content says what it is, unless its name does. */
export function stageImport({ file, name, ...reader }: NamedFile & FileReader) {
  const format = /\.(?:csv|tsv)$/i.test(name) ? ({ format: "csv" } as const) : {};
  return api("POST /api/todos/imports", { query: { ...readerQuery(reader), ...format }, file });
}

/** The query parameters for the reader of a file. */
export function readerQuery({ timeZone, languages: [language] }: FileReader) {
  return { timeZone, language };
}

export function applyImport({ id, ...choices }: { readonly id: string } & ImportChoices) {
  return api("POST /api/todos/imports/[id]/apply", { params: { id }, body: choices });
}

export function discardImport(id: string) {
  return api("DELETE /api/todos/imports/[id]", { params: { id } });
}

export function followImport(id: string, signal: AbortSignal) {
  return api("GET /api/todos/imports/[id]", { params: { id }, signal });
}
