import { isCode, type ProjectFile } from "../project-files.ts";
import type { Import } from "./import-graph.ts";

/** The folder below `app` or `lib` that a file is in, or these themselves. */
function subjectOf(path: string): string {
  return path.split("/").slice(0, -1).slice(0, 2).join("/");
}

/**
 * Imports that leave their subject without a `#`, which the linter's patterns would not see, or that don't leave it
 * with one.
 */
export function misspelledImports(imports: readonly Import[]): string[] {
  const between = imports.filter(({ from, to }) => /^(?:app|lib)\//.test(from) && /^(?:app|lib)\//.test(to));
  const misspelled = between.filter(({ from, to, specifier }) => {
    const [source, target] = [subjectOf(from), subjectOf(to)];
    // The routes' common list names each of them by its path.
    if (source === target) return specifier.startsWith("#") && !["app", "lib", "app/api"].includes(source);
    return !specifier.startsWith("#");
  });
  return misspelled.map(({ from, specifier }) => `${from}: ${specifier}`);
}

/** Types that are imported in the middle of other types, where the linter doesn't look. */
export function hiddenImports(files: readonly ProjectFile[]): string[] {
  return files.filter(isCode).flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const hidden = /typeof import\(|import\("[^"]+"\)\.[A-Z]/.test(line);
      return hidden ? [`${path}:${index + 1}`] : [];
    }),
  );
}
