import fc from "fast-check";
import { csvHeader, toCsvRecords } from "#lib/todo-service/import-export/csv.ts";
import type { FileFormat, FileTodo } from "#lib/todo-service/import-export/formats.ts";
import { jsonFoot, jsonHead, toJsonEntries } from "#lib/todo-service/import-export/json.ts";
import { toTodoTxtLines } from "#lib/todo-service/import-export/todo-txt.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";

export const now = new Date("2026-11-24T12:00:00.000Z");

const instant = fc.date({ min: new Date(0), max: now, noInvalidDate: true }).map((date) => date.toISOString());

const nasty = fc.constantFrom(
  "'",
  '"',
  ",",
  ";",
  "\r",
  "\n",
  "=",
  "+",
  "-",
  "@",
  "\t",
  " ",
  "ä",
  "😀",
  "＝",
  "x",
  "(A) ",
);
const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength }),
      fc.array(nasty, { maxLength }).map((parts) => parts.join("")),
    )
    .filter((value) => !value.includes("\0"));

/** Any valid todo. */
export const anyTodo: fc.Arbitrary<Todo> = fc.record({
  id: fc.uuid(),
  title: text(40)
    .map((value) => value.trim())
    .filter((value) => value.length >= 1 && value.length <= 200),
  notes: text(60),
  dueOn: fc.option(instant.map((value) => value.slice(0, 10))),
  completedAt: fc.option(instant),
  pinned: fc.boolean(),
  expiresAt: fc.constant(null),
  createdAt: instant,
  updatedAt: instant,
});

export function todo(fields: Partial<Todo> & Pick<Todo, "title">): Todo {
  const at = "2026-11-01T08:30:00.000Z";
  const rest = { notes: "", dueOn: null, completedAt: null, pinned: false, expiresAt: null };
  return { id: "019c5a1e-0000-7000-8000-000000000001", ...rest, createdAt: at, updatedAt: at, ...fields };
}

/** A whole file, as an export writes it. */
export function fileOf(format: FileFormat, todos: readonly Todo[]): string {
  switch (format) {
    case "json":
      return jsonHead + toJsonEntries(todos, true) + jsonFoot;
    case "csv":
      return csvHeader + toCsvRecords(todos);
    case "todotxt":
      return toTodoTxtLines(todos);
  }
}

/** A todo as a file without losses gives it back. */
export function exported({ id, title, notes, dueOn, completedAt, pinned, createdAt }: Todo): FileTodo {
  return { id, title, notes, dueOn, completedAt, pinned, createdAt };
}
