import { type MarkdownToJSX, RuleType } from "markdown-to-jsx/react";
import { createElement, type ElementType, type ReactNode } from "react";
import { type MarkdownNode, parseMarkdown, withTaskSwitched } from "./markdown-tree.ts";
import { safeHref } from "./safe-href.ts";

export interface MarkdownProps {
  readonly text: string;
  /** Gets the text after a checkbox was clicked. Without it the checkboxes are disabled. */
  readonly onSwitch?: (text: string) => void;
}

/** Renders text as Markdown, with only the elements in this file: HTML in the text stays text. */
export function Markdown({ text, onSwitch }: MarkdownProps): ReactNode {
  let tasks = 0;
  const renderTask = (isDone: boolean) => {
    const task = tasks;
    tasks += 1;
    const switchTask = () => {
      const switched = withTaskSwitched(text, task);
      if (switched !== null) onSwitch?.(switched);
    };
    return <input type="checkbox" checked={isDone} disabled={onSwitch === undefined} onChange={switchTask} />;
  };
  return element("div", { className: "notes" }, parseMarkdown(text).map(createRenderer(renderTask)));
}

/** Passes children as arguments, which need no keys: nothing here moves or has state. */
const element = (tag: ElementType, props: object | null, children: readonly ReactNode[]) =>
  createElement(tag, props, ...children);

const formats: Readonly<Record<string, ElementType>> = { strong: "strong", em: "em", del: "del", mark: "mark" };

function createRenderer(renderTask: (isDone: boolean) => ReactNode): (node: MarkdownNode) => ReactNode {
  const render = (node: MarkdownNode): ReactNode => {
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
        // A link rather than an image, which would tell its server who reads the notes, and when.
        return <Link target={node.target}>{node.alt || (node.target ?? "image")}</Link>;
      case RuleType.gfmTask:
        return renderTask(node.completed);
      case RuleType.footnoteReference:
        return <sup>[{node.text}]</sup>;
      default:
        return renderBlock(node);
    }
  };

  const renderBlock = (node: MarkdownNode): ReactNode => {
    switch (node.type) {
      case RuleType.paragraph:
        return element("p", null, node.children.map(render));
      case RuleType.heading:
        // Not a heading element, which would change the page's outline.
        return element("p", { "data-level": Math.min(node.level, 3) }, node.children.map(render));
      case RuleType.blockQuote:
        return element("blockquote", null, node.children.map(render));
      case RuleType.codeBlock:
        return element("pre", null, [<code key="code">{node.text}</code>]);
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
  };

  const renderItem = (nodes: readonly MarkdownNode[]): ReactNode => {
    if (nodes[0]?.type !== RuleType.gfmTask) return element("li", null, nodes.map(render));
    const { label, rest } = labelOf(nodes);
    return element("li", { "data-task": "" }, [element("label", null, label.map(render)), ...rest.map(render)]);
  };

  const renderTable = ({ header, cells }: MarkdownToJSX.TableNode): ReactNode => {
    const cellsOf = (tag: "th" | "td", row: readonly MarkdownNode[][]) =>
      row.map((cell) => element(tag, null, cell.map(render)));
    const head = element("tr", null, cellsOf("th", header));
    const body = cells.map((row) => element("tr", null, cellsOf("td", row)));
    const table = element("table", null, [element("thead", null, [head]), element("tbody", null, body)]);
    // Wide tables scroll, also by keyboard.
    return element("div", { "data-table": "", role: "group", "aria-label": "Table", tabIndex: 0 }, [table]);
  };

  return render;
}

const blocks: ReadonlySet<number> = new Set([
  RuleType.paragraph,
  RuleType.unorderedList,
  RuleType.orderedList,
  RuleType.blockQuote,
  RuleType.codeBlock,
  RuleType.heading,
  RuleType.table,
  RuleType.breakThematic,
]);

/** Splits the nodes of a task item into the checkbox's label and the blocks below it. */
function labelOf(nodes: readonly MarkdownNode[]) {
  const end = nodes.findIndex(({ type }) => blocks.has(type));
  const [label, rest] = end === -1 ? [nodes, []] : [nodes.slice(0, end), nodes.slice(end)];
  const [first, ...others] = rest;
  const isLoose = label.length <= 2 && first?.type === RuleType.paragraph;
  return isLoose ? { label: [...label, ...first.children], rest: others } : { label, rest };
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
