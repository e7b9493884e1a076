import { meaningOf, type Variable, type VariableGroup } from "./variables.ts";

const opening = `# Configuration

Every environment variable that Tidy reads. \`npm run dev\` and \`npm test\` need none of them. Production needs
\`AUTH_SECRET\` and \`APP_URL\`, and \`DATABASE_URL\` unless \`npm start\` brings the database.

An empty value counts as unset. The start reports all problems at once, each with its fix, and so does
\`npm run doctor\`. \`npm run configuration\` writes this page and \`.env.example\` from \`lib/env/variables\`.
`;

/** The text of docs/configuration.md. */
export function configurationPage(groups: readonly VariableGroup[]): string {
  return [opening, ...groups.map(section)].join("\n");
}

function section({ title, variables }: VariableGroup): string {
  const rows = variables.map(
    (variable) => `| \`${variable.name}\` | ${cell(meaningOf(variable))} | ${value(variable)} |`,
  );
  return [`## ${title}`, "", "| variable | meaning | default |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

function value({ fallback }: Variable): string {
  return fallback === null ? "" : `\`${cell(fallback)}\``;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
