import { DomainError } from "#lib/errors.ts";
import { importMaxBytes, importMaxMegabytes, importMaxTodos } from "../limits.ts";
import { readCsv } from "./csv.ts";
import { type FileEntry, type TransferFormat, type TransferTodo, transferTodoSchema } from "./formats.ts";
import { readJsonTodos } from "./json.ts";
import { readTodoTxt } from "./todo-txt.ts";

/** An entry that can't be imported, where it stands, and why. */
export interface RefusedEntry {
  readonly line: number;
  readonly reason: string;
}

export interface ReadFile {
  readonly todos: readonly TransferTodo[];
  readonly refused: readonly RefusedEntry[];
}

/**
 * Reads and checks a whole file.
 * @throws {DomainError} `invalid` for one that is too large or isn't of the format at all.
 */
export function readFile(format: TransferFormat, content: string, now: Date): ReadFile {
  if (Buffer.byteLength(content) > importMaxBytes) {
    throw refusedFile(`the file is larger than ${importMaxMegabytes} MB; split it into parts`);
  }
  const todos: TransferTodo[] = [];
  const refused: RefusedEntry[] = [];
  let count = 0;
  for (const { line, todo } of entriesOf(format, content.replace(/^\uFEFF/, ""), now)) {
    count += 1;
    if (count > importMaxTodos) {
      throw refusedFile(`the file has more than ${importMaxTodos.toLocaleString("en")} todos; split it into parts`);
    }
    const checked = check(todo, now);
    if ("reason" in checked) refused.push({ line, ...checked });
    else todos.push(checked.todo);
  }
  if (count === 0) throw refusedFile("the file has no todos in it");
  return { todos, refused };
}

function entriesOf(format: TransferFormat, content: string, now: Date): Generator<FileEntry> {
  switch (format) {
    case "json":
      return readJsonTodos(content);
    case "csv":
      return readCsv(content);
    case "todotxt":
      return readTodoTxt(content, now.toISOString().slice(0, 10));
  }
}

function check(entry: unknown, now: Date): { readonly todo: TransferTodo } | { readonly reason: string } {
  const parsed = transferTodoSchema.safeParse(entry);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => [...path.map(String), message].join(": "));
    return { reason: reasons.join("; ") };
  }
  const late = (["completedAt", "createdAt"] as const).find((field) => liesAhead(parsed.data[field], now));
  return late === undefined ? { todo: parsed.data } : { reason: `${late}: must not lie in the future` };
}

/** Where it is tomorrow already, "today" is a day ahead. */
const farthestZoneMs = 14 * 3_600_000;

function liesAhead(moment: string | null, now: Date): boolean {
  if (moment === null) return false;
  const leeway = moment.length === "2026-12-01".length ? farthestZoneMs : 60_000;
  return Date.parse(moment) > now.getTime() + leeway;
}

function refusedFile(message: string): DomainError {
  return new DomainError("invalid", `This file can't be imported: ${message}.`, {
    fields: [{ field: "content", message }],
  });
}
