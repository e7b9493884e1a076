import { type MarkdownToJSX, parser, RuleType } from "markdown-to-jsx/react";
import { createElement, type ElementType, type ReactNode } from "react";
import { safeHref } from "./safe-href.ts";

type Node = MarkdownToJSX.ASTNode;

/** Raw HTML is text like any other; addresses are judged where links are made. */
const options = { disableParsingRawHTML: true, disableFrontmatter: true, sanitizer: (target: string) => target };

/** Shows text as Markdown. What it may become is what stands in this file: no markup of the text's own gets through. */
export function Markdown({ text }: { readonly text: string }): ReactNode {
  const nodes = parser(text, options);
  const footnotes = nodes.filter((node) => node.type === RuleType.refCollection);
  return all([...nodes.filter((node) => node.type !== RuleType.refCollection), ...footnotes]);
}

/** Children as arguments need no keys: nothing here moves or keeps a state. */
const element = (tag: ElementType, props: object | null, children: readonly ReactNode[]) =>
  createElement(tag, props, ...children);

const all = (nodes: readonly Node[]): ReactNode => element("div", { className: "notes" }, nodes.map(render));

function render(node: Node): ReactNode {
  switch (node.type) {
    case RuleType.text:
    case RuleType.frontmatter:
    case RuleType.htmlComment:
      return node.text;
    case RuleType.textFormatted:
      return element(formats[node.tag] ?? "span", null, node.children.map(render));
    case RuleType.codeInline:
      return <code>{node.text}</code>;
    case RuleType.breakLine:
      return <br />;
    case RuleType.link:
      return <Link target={node.target}>{element("span", null, node.children.map(render))}</Link>;
    case RuleType.image:
      // Whoever wrote it elsewhere need not learn who looks at it, and when.
      return <Link target={node.target}>{node.alt || (node.target ?? "image")}</Link>;
    case RuleType.gfmTask:
      return <input type="checkbox" checked={node.completed} disabled aria-label={node.completed ? "Done" : "To do"} />;
    case RuleType.footnoteReference:
      return <sup>[{node.text}]</sup>;
    default:
      return renderBlock(node);
  }
}

const formats: Readonly<Record<string, ElementType>> = { strong: "strong", em: "em", del: "del", mark: "mark" };

function renderBlock(node: Node): ReactNode {
  switch (node.type) {
    case RuleType.paragraph:
      return element("p", null, node.children.map(render));
    case RuleType.heading:
      // No heading of the page, whose outline is its own.
      return element("p", { "data-level": Math.min(node.level, 3) }, node.children.map(render));
    case RuleType.blockQuote:
      return element("blockquote", null, node.children.map(render));
    case RuleType.codeBlock:
      return (
        <pre>
          <code>{node.text}</code>
        </pre>
      );
    case RuleType.breakThematic:
      return <hr />;
    case RuleType.unorderedList:
      return element("ul", null, node.items.map(renderItem));
    case RuleType.orderedList:
      return element("ol", node.start === undefined ? null : { start: node.start }, node.items.map(renderItem));
    case RuleType.table:
      return renderTable(node);
    case RuleType.refCollection:
      return element("div", null, footnotesOf(node));
    default:
      return null;
  }
}

function renderItem(nodes: readonly Node[]): ReactNode {
  const isTask = nodes.some(({ type }) => type === RuleType.gfmTask);
  return element("li", isTask ? { "data-task": "" } : null, nodes.map(render));
}

function renderTable({ header, cells }: MarkdownToJSX.TableNode): ReactNode {
  const rowOf = (tag: "th" | "td", row: readonly Node[][]) =>
    element(
      "tr",
      null,
      row.map((cell) => element(tag, null, cell.map(render))),
    );
  return (
    <div data-table="">
      <table>
        <thead>{rowOf("th", header)}</thead>
        {element(
          "tbody",
          null,
          cells.map((row) => rowOf("td", row)),
        )}
      </table>
    </div>
  );
}

function footnotesOf({ refs }: MarkdownToJSX.ReferenceCollectionNode): ReactNode[] {
  return Object.entries(refs).flatMap(([name, { target }]) =>
    name.startsWith("^") ? [element("p", null, [`[${name.slice(1)}] ${target}`])] : [],
  );
}

function Link({ target, children }: { readonly target: string | null; readonly children: ReactNode }): ReactNode {
  const href = safeHref(target);
  if (href === null) return children;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
