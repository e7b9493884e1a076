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
