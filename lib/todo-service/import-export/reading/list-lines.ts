import { listMark } from "../../list-mark.ts";

/** A line of a list, without its mark. */
export interface ListItem {
  readonly text: string;
  readonly isDone: boolean;
}

const headBytes = 16 * 1024;

/** Whether lines are those of a list: some have check boxes, as in Markdown, or each of several has a bullet. */
export function isList(content: Buffer): boolean {
  const lines = content
    .subarray(0, headBytes)
    .toString("utf8")
    .split(/[\r\n]+/)
    .filter((line) => line.trim() !== "" && !isNoTodo(line));
  return lines.some(hasBox) || (lines.length > 1 && lines.every((line) => listItemOf(line) !== null));
}

/** A heading or a rule. */
export const isNoTodo = (line: string): boolean => /^\s*(?:#{1,6}\s|([-*_=])(?:\s*\1){2,}\s*$)/.test(line);

const hasBox = (line: string) => listMark.exec(line)?.[1] !== undefined;

/** The item on a line; null where it has no mark. A number alone may be part of a title: "5. Mai". */
export function listItemOf(line: string): ListItem | null {
  const [mark = "", box] = listMark.exec(line) ?? [];
  if (mark.trim() === "" || (box === undefined && /\d/.test(mark))) return null;
  return { text: line.slice(mark.length).trim(), isDone: box?.toLowerCase() === "x" };
}
