import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { ExportFormat, FileFormat, FileReader, FileTodo } from "#lib/todo-service/import-export/formats.ts";
import type { ReadTodo, RefusedEntry } from "#lib/todo-service/import-export/reading/check-entry.ts";
import { type FileLimits, readFile } from "#lib/todo-service/import-export/reading/read-file.ts";
import { writerOf } from "#lib/todo-service/import-export/writing/export-todos.ts";
import { createTodoSchema, type Todo } from "#lib/todo-service/schemas.ts";

export const now = new Date("2026-11-26T12:00:00.000Z");

/** A file that was exported elsewhere, by its name in tests/fixtures/import. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../../../fixtures/import/${name}`, import.meta.url));
}

export const berlin: FileReader = { timeZone: "Europe/Berlin", languages: ["de"] };

/** Reads a whole file: its todos, and the notes on it. */
export async function read(
  content: string | Buffer,
  { limits, ...options }: Partial<FileReader> & { format?: FileFormat; now?: Date; limits?: FileLimits } = {},
) {
  const reader = { timeZone: "UTC", languages: ["en"], now, ...options };
  const { entries, notes, ...file } = await readFile(Buffer.from(content), reader, limits);
  const found: (ReadTodo | RefusedEntry)[] = [];
  for await (const some of entries) found.push(...some);
  return {
    ...file,
    ignored: notes.ignored,
    date: notes.date,
    todos: found.flatMap((entry) => ("todo" in entry ? [entry.todo] : [])),
    changes: found.flatMap((entry) => ("todo" in entry ? entry.changes : [])),
    refused: found.flatMap((entry) => ("todo" in entry ? [] : [entry])),
  };
}

const instant = fc.date({ min: new Date(0), max: now, noInvalidDate: true }).map((date) => date.toISOString());

const nasty = fc.constantFrom(
  ...["'", '"', ",", ";", "\r", "\n", "=", "+", "-", "@", "\t", " ", "ä", "😀", "＝", "x", "(A) ", "due:2026-12-01 "],
  ...["pin:true", "tidy:words ", "2026-12-01 ", "sep=;", "[", "{"],
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
  title: text(20)
    .map((value) => createTodoSchema.shape.title.safeParse(value).data ?? "")
    .filter((value) => value !== ""),
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
export function fileOf(format: ExportFormat, todos: readonly Todo[], reader: Partial<FileReader> = {}): string {
  const { head, entries, foot } = writerOf(format, { timeZone: "UTC", languages: ["en"], ...reader });
  return head + entries(todos, true) + foot;
}

/** A todo as a file without losses gives it back. */
export function exported({ id, title, notes, dueOn, completedAt, pinned, createdAt }: Todo): FileTodo {
  return { id, title, notes, dueOn, completedAt, pinned, createdAt };
}
