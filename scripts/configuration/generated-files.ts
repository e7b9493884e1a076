import { configurationPage } from "./configuration-page.ts";
import { envExample } from "./env-example.ts";
import { variableGroups } from "./variables.ts";

/** Files generated from the declarations of the environment, by their path from the root. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const groups = variableGroups();
  return { "docs/configuration.md": configurationPage(groups), ".env.example": envExample(groups) };
}
