import type { FileFormat } from "#lib/todo-service/import-export/formats.ts";

/** "1 todo", "1,500 todos". */
export function todosText(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "todo" : "todos"}`;
}

/** How many of a file's todos are in the list already, as the end of a sentence; empty for none. */
export function duplicatesText(count: number): string {
  if (count === 0) return "";
  return `${todosText(count)} ${count === 1 ? "is" : "are"} in your list already and ${count === 1 ? "is" : "are"} left out.`;
}

/** The format that a file's name tells. */
export function formatOf(fileName: string): FileFormat {
  if (/\.json$/i.test(fileName)) return "json";
  return /\.(?:csv|tsv)$/i.test(fileName) ? "csv" : "todotxt";
}
