import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

/** A block of code in a page. */
export interface Block {
  readonly language: string;
  /** The file that it belongs to, named in its first line: `// lib/tasks/registry.ts`. */
  readonly path: string | null;
  readonly code: string;
}

export async function readBlocks(page: string): Promise<Block[]> {
  const text = await readFile(join(checkoutDirectory, page), "utf8");
  return [...text.matchAll(/^```(ts|sh)\n(?:\/\/ (\S+\.ts)\n)?(.*?)^```$/gms)].map(
    ([, language = "", path = null, code = ""]) => ({ language, path, code }),
  );
}

/**
 * Does to a file what a block shows of it: adds its imports, and replaces the lines that declare what its other lines
 * do.
 *
 * @throws {Error} where no line of the file declares that
 */
export function applyBlock(file: string, { code }: Block): string {
  const lines = code.split("\n").filter((line) => line !== "");
  return lines.reduce((text, line) => {
    if (line.startsWith("import ")) return `${line}\n${text}`;
    const [declared = ""] = /^export const \w+ = /.exec(line) ?? [];
    const replaced = text.replace(new RegExp(`^${declared}.*$`, "m"), () => line);
    if (declared === "" || replaced === text) throw new Error(`No line of the file is replaced by: ${line}`);
    return replaced;
  }, file);
}
