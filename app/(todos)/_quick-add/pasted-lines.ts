import { characterCount, isVisible, oneLine } from "#lib/text.ts";
import { notesMaxLength } from "#lib/todo-service/limits.ts";
import { listMark } from "#lib/todo-service/list-mark.ts";
import { splitTitle } from "#lib/todo-service/split-title.ts";

/** A todo that was pasted. */
export interface PastedTodo {
  readonly title: string;
  readonly notes: string;
}

/** The most todos that one paste adds. A file with more can be imported. */
export const maxPasted = 100;

const lineBreak = /\r\n|[\n\r\x85\u2028\u2029]/;

/** The todos of pasted lines, without their list marks. The end of a long line becomes the notes. */
export function todosOfLines(text: string): PastedTodo[] {
  return text
    .split(lineBreak)
    .map((line) => oneLine(line.replace(listMark, "")))
    .filter(isVisible)
    .map(split);
}

/** One todo: the first line is its title, the others are its notes. Null where the notes would be too long. */
export function todoWithNotes(text: string): PastedTodo | null {
  const lines = text.split(lineBreak);
  const first = lines.findIndex((line) => isVisible(line.replace(listMark, "")));
  const { title, notes: rest } = split(oneLine((lines[first] ?? "").replace(listMark, "")));
  const others = lines
    .slice(first + 1)
    .join("\n")
    .trim();
  const notes = [rest, others].filter(Boolean).join("\n\n");
  return characterCount(notes) > notesMaxLength ? null : { title, notes };
}

function split(line: string): PastedTodo {
  const [title, notes] = splitTitle(line);
  return { title, notes };
}
