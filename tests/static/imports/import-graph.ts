import { dirname, join } from "node:path/posix";
import { isCode, type ProjectFile } from "../project-files.ts";

/** One file's import of another, of a type or at run time alike. */
export interface Import {
  readonly from: string;
  /** The path of a file of this repository, or the name of a package. */
  readonly to: string;
  /** As it is written, e.g. `#lib/id.ts`. */
  readonly specifier: string;
  /** Whether the compiler takes it out: nothing is loaded at run time. */
  readonly isOfTypes: boolean;
}

/**
 * Imports and exports from elsewhere, imports for their effect, `import(…)` of values and types: as the formatter
 * writes them.
 */
const importing = /^(?:import|export)\s(?:[\w\s{},*$]+\sfrom\s)?"(?<fixed>[^"\n]+)"|\bimport\(\s*"(?<lazy>[^"\n]+)"/gm;

const typesAlone = /^(?:import|export) (?:type\s|\{\s*type [\w$]+(?:,\s*type [\w$]+)*,?\s*\})/;

/** Everything that these files import. */
export function importsOf(files: readonly ProjectFile[]): Import[] {
  return files.filter(isCode).flatMap(({ path, text }) =>
    [...text.matchAll(importing)].flatMap(({ 0: statement, groups }) => {
      const specifier = groups?.fixed ?? groups?.lazy ?? "";
      return { from: path, to: resolve(specifier, path), specifier, isOfTypes: typesAlone.test(statement) };
    }),
  );
}

function resolve(specifier: string, from: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  return specifier.startsWith(".") ? join(dirname(from), specifier) : specifier;
}

/**
 * Everything that these files load at run time, each with the imports that lead to it: files of the repository and
 * packages. `ignored`: an import that is not followed.
 */
export function loadedBy(
  entries: readonly string[],
  imports: readonly Import[],
  ignored: (one: Import) => boolean = () => false,
): Map<string, string> {
  const byFile = Map.groupBy(
    imports.filter((one) => !one.isOfTypes && !ignored(one)),
    ({ from }) => from,
  );
  const found = new Map(entries.map((entry) => [entry, entry]));
  for (const [path, trail] of found)
    for (const { to } of byFile.get(path) ?? []) if (!found.has(to)) found.set(to, `${to} < ${trail}`);
  return found;
}
