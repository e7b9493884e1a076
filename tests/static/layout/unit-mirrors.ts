import type { ProjectFile } from "../project-files.ts";

/** `tests/unit/lib/a.test.ts` tests `lib/a.ts`; so does `a.leap-days.test.ts`, which is about one side of it. */
const unitTest = /^tests\/unit\/(?<source>[^.]+)(?:\.[a-z-]+)?\.test\.tsx?$/;

/** Unit tests at whose path, seen from the root, there is no file to test. */
export function strayUnitTests(files: readonly ProjectFile[]): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return [...paths].filter((path) => {
    const source = unitTest.exec(path)?.groups?.source;
    return source !== undefined && !["ts", "tsx", "js"].some((kind) => paths.has(`${source}.${kind}`));
  });
}
