import { type MarkdownToJSX, parser, RuleType } from "markdown-to-jsx/react";

export type MarkdownNode = MarkdownToJSX.ASTNode;

/** Raw HTML stays text. Links are sanitized where they are rendered. */
const options = { disableParsingRawHTML: true, disableFrontmatter: true, sanitizer: (target: string) => target };

/** Parses Markdown into nodes in the order of display: footnotes last. */
export function parseMarkdown(text: string): MarkdownNode[] {
  const nodes = parser(text, options);
  const isFootnotes = (node: MarkdownNode) => node.type === RuleType.refCollection;
  return [...nodes.filter((node) => !isFootnotes(node)), ...nodes.filter(isFootnotes)];
}

/** The checkboxes in a text, in order: true if checked. */
function tasksIn(text: string): boolean[] {
  const found: boolean[] = [];
  const visit = (node: MarkdownNode): void => {
    if (node.type === RuleType.gfmTask) found.push(node.completed);
    else if ("items" in node) node.items.flat().forEach(visit);
    else if ("children" in node) node.children?.forEach(visit);
  };
  parseMarkdown(text).forEach(visit);
  return found;
}

/** At the start of a line, or after another checkbox: `- [ ] - [ ] both`. */
const marks = /(?:^|(?<=\[[ xX]\]))[\s>]*(?:[-*+]|\d{1,9}[.)])\s[-*+\d.)\s>]*\[([ xX])\]/gm;

/**
 * Toggles a checkbox in a text. Not everything that looks like a checkbox is one, so it tries the marks in the text
 * until one toggles this checkbox and no other.
 * @param task the number of the checkbox, from 0.
 * @returns null where there is none.
 */
export function withTaskSwitched(text: string, task: number): string | null {
  const expected = tasksIn(text).map((done, index) => (index === task ? !done : done));
  // Marks that aren't checkboxes, e.g. in code, only shift the right one to a later place.
  for (const mark of [...text.matchAll(marks)].slice(task)) {
    const at = mark.index + mark[0].length - 2;
    const switched = `${text.slice(0, at)}${mark[1] === " " ? "x" : " "}${text.slice(at + 1)}`;
    if (tasksIn(switched).join() === expected.join()) return switched;
  }
  return null;
}
