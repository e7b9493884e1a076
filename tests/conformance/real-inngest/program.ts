import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A real Inngest server: one that runs already, or a program that starts one. */
export type InngestSource =
  | { readonly url: string; readonly program?: never }
  | { readonly program: string; readonly url?: never };

/** Finds a real Inngest server; null where there is none. */
export function findInngest(): InngestSource | null {
  const { INNGEST_CLI, INNGEST_BASE_URL, PATH = "" } = process.env;
  if (INNGEST_CLI) return { program: INNGEST_CLI };
  const names = PATH.split(delimiter).flatMap((folder) => ["inngest", "inngest-cli"].map((name) => join(folder, name)));
  const program = names.find((file) => existsSync(file));
  if (program !== undefined) return { program };
  return INNGEST_BASE_URL ? { url: INNGEST_BASE_URL } : null;
}
