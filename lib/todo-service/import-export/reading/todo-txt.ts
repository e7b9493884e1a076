import { setImmediate as nextTurn } from "node:timers/promises";
import { isVisible } from "#lib/text.ts";
import { pieceBytes } from "../files/decode.ts";
import { isRealDay } from "../files/local-time.ts";
import { readKeys } from "../files/todo-txt-keys.ts";
import type { FileEntry } from "../formats.ts";
import { firstLines, frontMatterLength, isList, isNoTodo, type ListItem, listItemOf } from "./list-lines.ts";
import type { ReadingNotes } from "./reading-notes.ts";

/**
 * Reads one todo per line, in pieces between which other requests get their turn; also the lines of a list, as in
 * Markdown, whose headings are left out.
 */
export async function* readTodoTxt(content: Buffer, notes: ReadingNotes): AsyncGenerator<FileEntry[]> {
  const first = firstLines(content);
  const frontMatter = frontMatterLength(first);
  const toTodo = isList(first.slice(frontMatter)) ? listReader(frontMatter, notes) : lineToTodo;
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

/** Reads the lines of a list, of which the first may be front matter; null for one that is no todo. */
function listReader(frontMatter: number, notes: ReadingNotes): (line: string) => Record<string, unknown> | null {
  let count = 0;
  return (line) => {
    count += 1;
    if (count <= frontMatter || isNoTodo(line)) {
      notes.ignore(line);
      return null;
    }
    const item = listItemOf(line);
    if (item === null) return lineToTodo(line);
    return isVisible(item.text) ? itemToTodo(item) : null;
  };
}

/** A day in front of an item is part of its title, such as that of a meeting. */
function itemToTodo({ text, isDone }: ListItem): Record<string, unknown> {
  return { ...readKeys(text), completedAt: isDone ? "unknown" : null, createdAt: null };
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
    ...readKeys(priority === undefined ? text : `${priority} ${text}`),
    completedAt: isCompleted ? (completedAt ?? "unknown") : null,
    createdAt: createdAt ?? null,
  };
}
