import { meaningOf, type Variable, type VariableGroup } from "./variables.ts";

const width = 120;
const opening = `# Every variable that Tidy reads, with its default. \`npm run dev\` and \`npm test\` need none of them.
# An empty value counts as unset. docs/configuration.md says the same as a page. From: npm run configuration
`;

/** The text of .env.example. */
export function envExample(groups: readonly VariableGroup[]): string {
  return [opening, ...groups.filter(({ isByHand }) => isByHand).map(section)].join("\n");
}

function section({ title, variables, isExample = false }: VariableGroup): string {
  const rule = `# --- ${title} `.padEnd(100, "-");
  return `${[rule, ...variables.flatMap((variable) => lines(variable, isExample ? "# " : ""))].join("\n")}\n`;
}

function lines(variable: Variable, comment: string): string[] {
  return [...wrapped(plain(meaningOf(variable))), `${comment}${variable.name}=${quoted(variable.fallback ?? "")}`];
}

/** Without the markup of links. */
function plain(text: string): string {
  return text.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, "docs/$2");
}

function quoted(value: string): string {
  return /[\s*#]/.test(value) ? `"${value}"` : value;
}

function wrapped(text: string): string[] {
  const rows: string[] = [];
  let row = "#";
  for (const word of text.split(" ")) {
    if (row.length + 1 + word.length > width) {
      rows.push(row);
      row = "#";
    }
    row += ` ${word}`;
  }
  return [...rows, row];
}
