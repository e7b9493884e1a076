import type { Todo } from "../schemas.ts";
import type { FileEntry } from "./formats.ts";

// https://github.com/todotxt/todo.txt: one todo per line, `x` for done, completion and creation day, then the text,
// with `key:value` for the rest. It has no notes, no ids, no times of day, and no line break inside a title.

export function toTodoTxtLines(todos: readonly Todo[]): string {
  return todos.map(toTodoTxtLine).join("");
}

function toTodoTxtLine(todo: Todo): string {
  const completed = todo.completedAt === null ? [] : ["x", todo.completedAt.slice(0, 10)];
  const due = todo.dueOn === null ? [] : [`due:${todo.dueOn}`];
  const pinned = todo.pinned ? ["pin:true"] : [];
  const title = todo.title.replace(/\s+/g, " ");
  return `${[...completed, todo.createdAt.slice(0, 10), title, ...due, ...pinned].join(" ")}\n`;
}

/** Reads one todo per line. `today` is the completion of a done todo without a day. */
export function* readTodoTxt(text: string, today: string): Generator<FileEntry> {
  let line = 0;
  for (const content of text.split(/\r\n|\r|\n/)) {
    line += 1;
    if (content.trim() !== "") yield { line, todo: toTodo(content.trim(), today) };
  }
}

const day = String.raw`\d{4}-\d{2}-\d{2}`;
const completedLine = new RegExp(`^x (?:(${day}) )?(?:(${day}) )?(.*)$`);
const openLine = new RegExp(`^(\\([A-Z]\\) )?(?:(${day}) )?(.*)$`);

function toTodo(line: string, today: string): Record<string, unknown> {
  const completed = completedLine.exec(line);
  if (completed !== null) {
    const [, completedAt, createdAt, text = ""] = completed;
    return { ...readText(text), completedAt: completedAt ?? today, createdAt: createdAt ?? null };
  }
  const [, priority = "", createdAt, text = ""] = openLine.exec(line) ?? [];
  return { ...readText(priority + text), createdAt: createdAt ?? null };
}

/** Reads `due:` and `pin:`. Everything else stays in the title, projects and contexts among it. */
function readText(text: string): Record<string, unknown> {
  const due = text.match(/(?<=^|\s)due:(\S+)(?=\s|$)/g)?.at(-1);
  const pinned = text.match(/(?<=^|\s)pin:true(?=\s|$)/g)?.at(-1);
  const title = without(without(text, pinned), due);
  return { title, dueOn: due === undefined ? null : due.slice("due:".length), pinned: pinned !== undefined };
}

function without(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const at = text.lastIndexOf(token);
  return `${text.slice(0, at).trimEnd()} ${text.slice(at + token.length).trimStart()}`.trim();
}
