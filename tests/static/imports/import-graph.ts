import { dirname, join } from "node:path/posix";
import { isCode, type ProjectFile } from "../project-files.ts";

/** One file's import of another, of a type or at run time alike. */
export interface Import {
  readonly from: string;
  /** The path of a file of this repository, or the name of a package. */
  readonly to: string;
  /** As it is written, e.g. `#lib/id.ts`. */
  readonly specifier: string;
}

/**
 * Imports and exports from elsewhere, imports for their effect, `import(…)` of values and types: as the formatter
 * writes them.
 */
const importing = /^(?:import|export)\s(?:[\w\s{},*$]+\sfrom\s)?"(?<fixed>[^"\n]+)"|\bimport\(\s*"(?<lazy>[^"\n]+)"/gm;

/** Everything that these files import. */
export function importsOf(files: readonly ProjectFile[]): Import[] {
  return files.filter(isCode).flatMap(({ path, text }) =>
    [...text.matchAll(importing)].flatMap(({ groups }) => {
      const specifier = groups?.fixed ?? groups?.lazy ?? "";
      return { from: path, to: resolve(specifier, path), specifier };
    }),
  );
}

function resolve(specifier: string, from: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? join(dirname(from), specifier) : specifier;
}
