import { listMark } from "../../list-mark.ts";

/** A line of a list, without its mark. */
export interface ListItem {
  readonly text: string;
  readonly isDone: boolean;
}

const headBytes = 16 * 1024;

/** The first whole lines of a file, without empty ones. */
export function firstLines(content: Buffer): string[] {
  const lines = content
    .subarray(0, headBytes)
    .toString("utf8")
    .split(/[\r\n]+/);
  // The last one may be cut within its mark.
  if (content.length > headBytes) lines.pop();
  return lines.filter((line) => line.trim() !== "");
}

const keyLine = /^["']?[\p{L}_][\p{L}\p{M}\d_.-]*["']?:(?:\s|$)/u;
const isContinued = (line: string) => /^\s/.test(line) && !hasBox(line);

/**
 * How many of the first lines are front matter of Markdown: keys of YAML between a first line `---` and another. A list
 * item or a heading between them makes the first a rule.
 */
export function frontMatterLength([first = "", ...others]: readonly string[]): number {
  const end = others.findIndex((line) => /^(?:---|\.\.\.)\s*$/.test(line));
  const between = others.slice(0, Math.max(end, 0));
  const isFrontMatter = between.every((line, index) => keyLine.test(line) || (index > 0 && isContinued(line)));
  return end !== -1 && /^---\s*$/.test(first) && isFrontMatter ? end + 2 : 0;
}

/** Whether lines are those of a list: some have check boxes, as in Markdown, or each of several has a bullet. */
export function isList(lines: readonly string[]): boolean {
  const items = lines.filter((line) => !isNoTodo(line));
  return items.some(hasBox) || (items.length > 1 && items.every((line) => listItemOf(line) !== null));
}

/** A heading, a rule or a comment. */
export const isNoTodo = (line: string): boolean =>
  /^\s*(?:#{1,6}\s|([-*_=])(?:\s*\1){2,}\s*$|<!--.*-->\s*$)/.test(line);

const hasBox = (line: string) => listMark.exec(line)?.[1] !== undefined;

/** The item on a line; null where it has no mark. A number alone may be part of a title: "5. Mai". */
export function listItemOf(line: string): ListItem | null {
  const [mark = "", box] = listMark.exec(line) ?? [];
  if (mark.trim() === "" || (box === undefined && /\d/.test(mark))) return null;
  return { text: line.slice(mark.length).trim(), isDone: box?.toLowerCase() === "x" };
}
