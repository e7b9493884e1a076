import { todosText } from "#app/(todos)/format-count.ts";
import type { ImportPreview } from "#lib/todo-service/import-export/schemas.ts";

/** Tells how many of a file's todos are in the list already; empty for none. */
export function duplicatesText(count: number): string {
  if (count === 0) return "";
  return `${todosText(count)} ${count === 1 ? "is already in your list and is" : "are already in your list and are"} skipped.`;
}

const formatNames = { json: "JSON", csv: "CSV", todotxt: "todo.txt" } as const;
const encodingNames = {
  "utf-8": "",
  "utf-16le": ", UTF-16",
  "utf-16be": ", UTF-16",
  "windows-1252": ", Windows-1252",
} as const;

/** Names the format and encoding that a file was read as: "a CSV file, UTF-16". */
export function fileText({ format, encoding }: Pick<ImportPreview, "format" | "encoding">): string {
  return `a ${formatNames[format]} file${encodingNames[encoding]}`;
}

/** The word for the place of an entry in a file. */
export function placeName({ format }: Pick<ImportPreview, "format">): string {
  return format === "json" ? "Entry" : "Line";
}

/** The label of the button that starts an import. */
export function importLabel({ newCount, refusedCount }: Pick<ImportPreview, "newCount" | "refusedCount">): string {
  return refusedCount === 0 ? `Import ${todosText(newCount)}` : `Import the other ${todosText(newCount)}`;
}
