import { type MarkdownToJSX, parser, RuleType } from "markdown-to-jsx/react";

export type MarkdownNode = MarkdownToJSX.ASTNode;

/** Raw HTML is text like any other; addresses are judged where links are made. */
const options = { disableParsingRawHTML: true, disableFrontmatter: true, sanitizer: (target: string) => target };

/** What a text means as Markdown, in the order in which it is shown: footnotes last. */
export function parseMarkdown(text: string): MarkdownNode[] {
  const nodes = parser(text, options);
  const isFootnotes = (node: MarkdownNode) => node.type === RuleType.refCollection;
  return [...nodes.filter((node) => !isFootnotes(node)), ...nodes.filter(isFootnotes)];
}

/** The check boxes of a text, in order: whether each is checked. */
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

const marks = /^[\s>]*(?:[-*+]\s+|\d{1,9}[.)]\s+)+\[([ xX])\]/gm;

/**
 * The text with the check box of this number, from 0, switched. Not everything that looks like one is: of the marks in the text it
 * takes the one that switches this box and no other. @returns null where there is none.
 */
export function withTaskSwitched(text: string, task: number): string | null {
  const wanted = tasksIn(text).map((done, index) => (index === task ? !done : done));
  // Marks that are no check boxes, such as those in code, only make later ones come later.
  for (const mark of [...text.matchAll(marks)].slice(task)) {
    const at = mark.index + mark[0].length - 2;
    const switched = `${text.slice(0, at)}${mark[1] === " " ? "x" : " "}${text.slice(at + 1)}`;
    if (tasksIn(switched).join() === wanted.join()) return switched;
  }
  return null;
}
