import { DomainError } from "#lib/errors.ts";
import { fieldErrors, fieldErrorsText, plainMessage } from "#lib/field-errors.ts";
import { importMaxBytes, importMaxMegabytes, importMaxTodos } from "../limits.ts";
import { readCsv } from "./csv.ts";
import { type FileEntry, type FileFormat, type FileTodo, fileTodoSchema } from "./formats.ts";
import { readJsonTodos } from "./json.ts";
import { readTodoTxt } from "./todo-txt.ts";

/** An entry that can't be imported, its place, and the reason. */
export interface RefusedEntry {
  readonly line: number;
  readonly reason: string;
}

export interface ParsedFile {
  readonly todos: readonly FileTodo[];
  readonly refused: readonly RefusedEntry[];
}

/**
 * Parses and checks a whole file.
 * @throws {DomainError} `invalid` for a file that is too large or not of the format at all.
 */
export function parseFile(format: FileFormat, content: string, now: Date): ParsedFile {
  if (Buffer.byteLength(content) > importMaxBytes) {
    throw refusedFile(`the file is larger than ${importMaxMegabytes} MB; split it into parts`);
  }
  const todos: FileTodo[] = [];
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

function entriesOf(format: FileFormat, content: string, now: Date): Generator<FileEntry> {
  switch (format) {
    case "json":
      return readJsonTodos(content);
    case "csv":
      return readCsv(content);
    case "todotxt":
      return readTodoTxt(content, now.toISOString().slice(0, 10));
  }
}

function check(entry: unknown, now: Date): { readonly todo: FileTodo } | { readonly reason: string } {
  const parsed = fileTodoSchema.safeParse(entry, { error: plainMessage });
  if (!parsed.success) return { reason: fieldErrorsText(fieldErrors(parsed.error)) };
  const late = (["completedAt", "createdAt"] as const).find((field) => isInFuture(parsed.data[field], now));
  return late === undefined ? { todo: parsed.data } : { reason: `${late}: must not lie in the future` };
}

/** In the farthest time zone, a day starts this much earlier than in UTC. */
const farthestZoneMs = 14 * 3_600_000;

function isInFuture(moment: string | null, now: Date): boolean {
  if (moment === null) return false;
  const leeway = moment.length === "2026-12-01".length ? farthestZoneMs : 60_000;
  return Date.parse(moment) > now.getTime() + leeway;
}

function refusedFile(message: string): DomainError {
  return new DomainError("invalid", `This file can't be imported: ${message}.`, {
    fields: [{ field: "content", message }],
  });
}
