import type { FileFormat } from "#lib/todo-service/import-export/formats.ts";

/** "1 todo", "1,500 todos". */
export function todosText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "todo" : "todos"}`;
}

/** A sentence on how many of a file's todos are in the list already; empty for none. */
export function duplicatesText(count: number): string {
  if (count === 0) return "";
  return `${todosText(count)} ${count === 1 ? "is already in your list and is" : "are already in your list and are"} skipped.`;
}

/** The format of a file, from its name. */
export function formatOf(fileName: string): FileFormat {
  if (/\.json$/i.test(fileName)) return "json";
  return /\.(?:csv|tsv)$/i.test(fileName) ? "csv" : "todotxt";
}
