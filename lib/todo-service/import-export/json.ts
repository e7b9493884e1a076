import { z } from "zod";
import { DomainError } from "#lib/errors.ts";
import type { Todo } from "../schemas.ts";
import type { FileEntry } from "./formats.ts";

export const jsonHead = '{"app":"tidy","version":1,"todos":[';
export const jsonFoot = "\n]}\n";

export function toJsonEntries(todos: readonly Todo[], isFirst: boolean): string {
  const entries = todos.map(({ expiresAt: _, ...exported }) => `\n${JSON.stringify(exported)}`);
  return `${isFirst ? "" : ","}${entries.join()}`;
}

const documentSchema = z.union([z.array(z.unknown()), z.object({ todos: z.array(z.unknown()) })]);

/** Reads an exported document, or a plain list of todos. */
export function* readJsonTodos(text: string): Generator<FileEntry> {
  const document = documentSchema.safeParse(parse(text)).data;
  if (document === undefined) throw notJson("it must be a list of todos, or an object with such a list as “todos”");
  const todos = Array.isArray(document) ? document : document.todos;
  for (const [index, todo] of todos.entries()) yield { line: index + 1, todo };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notJson("it is not valid JSON", cause);
  }
}

function notJson(message: string, cause?: unknown): DomainError {
  return new DomainError("invalid", `This file can't be read: ${message}.`, {
    fields: [{ field: "content", message }],
    cause,
  });
}
