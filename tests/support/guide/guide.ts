import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

/** A block of code in a page. */
export interface Block {
  readonly language: string;
  /**
   * The file that it belongs to: named in its first line, `// lib/tasks/registry.ts`, or in a line of its own before
   * the block where the language has no comments.
   */
  readonly path: string | null;
  readonly code: string;
}

const fence = /^(?:`(\S+)`:\n\n)?```(\w+)\n(?:(?:\/\/|--) (\S+\.\w+)\n)?(.*?)^```$/gms;

export async function readBlocks(page: string): Promise<Block[]> {
  const text = await readFile(join(checkoutDirectory, page), "utf8");
  return [...text.matchAll(fence)].map(([, before, language = "", within, code = ""]) => ({
    language,
    path: within ?? before ?? null,
    code,
  }));
}

/** A reader's folder at the end of one page. */
export interface TutorialStep {
  readonly page: string;
  readonly files: ReadonlyMap<string, string>;
  /** Packages that the reader has installed up to here: `zod@4.6.7`. */
  readonly packages: readonly string[];
}

/** The steps of the tutorial: each adds its files to those of the steps before, or replaces them. */
export async function readTutorial(): Promise<TutorialStep[]> {
  const files = new Map<string, string>();
  const packages: string[] = [];
  const steps: TutorialStep[] = [];
  const numbered = (await readdir(join(checkoutDirectory, "docs/tutorial"))).filter((name) => /^\d/.test(name));
  for (const page of ["README.md", ...numbered.sort()]) {
    for (const { path, language, code } of await readBlocks(`docs/tutorial/${page}`)) {
      if (path !== null) files.set(path, code);
      if (language === "sh") packages.push(...installedBy(code));
    }
    steps.push({ page, files: new Map(files), packages: [...packages] });
  }
  return steps;
}

function installedBy(commands: string): string[] {
  const lines = commands.replaceAll("\\\n", " ").split("\n");
  return lines.filter((line) => line.startsWith("npm install ")).flatMap((line) => line.match(/\S+@[\d.]+/g) ?? []);
}

/**
 * Does to a file what a block shows of it: adds its imports, and replaces what declares the same constants.
 *
 * @throws {Error} where nothing in the file declares such a constant
 */
export function applyBlock(file: string, { code }: Block): string {
  const imports = code.split("\n").filter((line) => line.startsWith("import "));
  const declarations = code.match(/^export const \w+ = [\s\S]*?;$/gm) ?? [];
  return declarations.reduce(
    (text, declaration) => {
      const [start = ""] = /^export const \w+ = /.exec(declaration) ?? [];
      const replaced = text.replace(new RegExp(`^${start}[\\s\\S]*?;$`, "m"), () => declaration);
      if (replaced === text) throw new Error(`Nothing in the file is replaced by: ${declaration}`);
      return replaced;
    },
    [...imports, file].join("\n"),
  );
}
