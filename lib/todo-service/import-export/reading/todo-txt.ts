import { setImmediate as nextTurn } from "node:timers/promises";
import { isVisible } from "#lib/text.ts";
import type { Todo } from "../../schemas.ts";
import { pieceBytes } from "../files/decode.ts";
import { dayIn, isRealDay } from "../files/local-time.ts";
import type { FileEntry } from "../formats.ts";
import { isList, isNoTodo, listItemOf } from "./list-lines.ts";
import type { ReadingNotes } from "./reading-notes.ts";

// https://github.com/todotxt/todo.txt: one todo per line: `x` for done, the priority, the days of completion and
// creation, then the text, with `key:value` for the rest. It has no notes, no ids, no times of day, and no line breaks.

/** Says that `due:` and `pin:` in front of it are words of the title: no key of another program. */
const wordsOnly = "tidy:words";

/** Writes todos as lines, with the days of the reader's zone. */
export function toTodoTxtLines(todos: readonly Todo[], timeZone: string): string {
  return todos.map((todo) => toTodoTxtLine(todo, timeZone)).join("");
}

function toTodoTxtLine(todo: Todo, timeZone: string): string {
  const title = todo.title.replace(/[\r\n]+/g, " ");
  const [, priority = "", rest = ""] = /^(\([A-Z]\) )?(.*)$/s.exec(title) ?? [];
  const day = (instant: string) => `${dayIn(timeZone, new Date(instant))} `;
  const [x, completed] = todo.completedAt === null ? ["", ""] : ["x ", day(todo.completedAt)];
  const keys = [todo.dueOn === null ? "" : ` due:${todo.dueOn}`, todo.pinned ? " pin:true" : ""].join("");
  const read = readText(`${title}${keys}`);
  const isPlain = read.title === title && read.dueOn === todo.dueOn && read.pinned === todo.pinned;
  return `${x}${priority}${completed}${day(todo.createdAt)}${rest}${isPlain ? "" : ` ${wordsOnly}`}${keys}\n`;
}

/**
 * Reads one todo per line, in pieces between which other requests get their turn; also the lines of a list, as in
 * Markdown, whose headings are left out.
 */
export async function* readTodoTxt(content: Buffer, notes: ReadingNotes): AsyncGenerator<FileEntry[]> {
  const toTodo = isList(content) ? listReader(notes) : lineToTodo;
  let line = 0;
  let rest = "";
  const decoder = new TextDecoder();
  for (let start = 0; start < content.length; start += pieceBytes) {
    const isLast = start + pieceBytes >= content.length;
    const piece = decoder.decode(content.subarray(start, start + pieceBytes), { stream: true });
    rest += piece;
    await nextTurn();
    // A line that is as long as the file is looked at once.
    if (!isLast && !/[\r\n]/.test(piece)) continue;
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = isLast ? "" : (lines.pop() ?? "");
    yield lines.flatMap((written) => {
      line += 1;
      const trimmed = written.trim();
      const todo = trimmed === "" ? null : toTodo(trimmed);
      return todo === null ? [] : [{ line, todo }];
    });
  }
}

const priorityWord = /^(\([A-Z]\)) /;
const dayWord = /^(\d{4}-\d{2}-\d{2}) /;

/** Reads a line of a list; null for one that is no todo. */
function listReader(notes: ReadingNotes): (line: string) => Record<string, unknown> | null {
  let isFrontMatter: boolean | undefined;
  return (line) => {
    const isRule = line === "---";
    // Front matter stands between two rules, of which the first is the first line.
    isFrontMatter = isFrontMatter === undefined ? isRule : isFrontMatter && !isRule;
    if (isFrontMatter || isNoTodo(line)) {
      notes.ignore(line);
      return null;
    }
    const item = listItemOf(line);
    if (item === null) return lineToTodo(line);
    return isVisible(item.text) ? toTodo(item.text, item.isDone) : null;
  };
}

function lineToTodo(line: string): Record<string, unknown> {
  return line.startsWith("x ") ? toTodo(line.slice(2).trimStart(), true) : toTodo(line, false);
}

/** Some programs write the priority of a completed todo behind its day of completion. */
function toTodo(words: string, isCompleted: boolean): Record<string, unknown> {
  let text = words;
  const take = (pattern: RegExp, isReal = (_word: string) => true): string | undefined => {
    const word = pattern.exec(text)?.[1];
    if (word === undefined || !isReal(word)) return undefined;
    text = text.slice(word.length + 1);
    return word;
  };
  const early = take(priorityWord);
  const completedAt = isCompleted ? take(dayWord, isRealDay) : undefined;
  const priority = early ?? (completedAt === undefined ? undefined : take(priorityWord));
  const createdAt = isCompleted && completedAt === undefined ? undefined : take(dayWord, isRealDay);
  return {
    ...readText(priority === undefined ? text : `${priority} ${text}`),
    completedAt: isCompleted ? (completedAt ?? "unknown") : null,
    createdAt: createdAt ?? null,
  };
}

/** Reads `due:` and `pin:`. Everything else stays in the title: projects, contexts, keys of other programs. */
function readText(text: string): { title: string; dueOn: string | null; pinned: boolean } {
  const words = new RegExp(String.raw`^(.*)\s${wordsOnly}(?=\s|$)(.*)$`, "s").exec(text);
  if (words !== null) {
    const keys = readText(`-${words[2]}`);
    return { ...keys, title: words[1] ?? "" };
  }
  const due = text.match(/(?<=^|\s)due:\d{4}-\d{2}-\d{2}(?=\s|$)/g)?.findLast((key) => isRealDay(key.slice(4)));
  const pinned = text.match(/(?<=^|\s)pin:true(?=\s|$)/g)?.at(-1);
  const title = without(without(text, pinned), due);
  return { title, dueOn: due?.slice("due:".length) ?? null, pinned: pinned !== undefined };
}

function without(text: string, token: string | undefined): string {
  if (token === undefined) return text;
  const at = text.lastIndexOf(token);
  return `${text.slice(0, at).trimEnd()} ${text.slice(at + token.length).trimStart()}`.trim();
}
