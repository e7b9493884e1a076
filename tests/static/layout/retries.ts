import type { ProjectFile } from "../project-files.ts";

/** Vitest's option that runs a failed test again, in a test, a `describe` or the configuration. */
const retrying = /\bretry:\s*(?:\{|[1-9])/;

/**
 * Tests that pass if one of several tries does: such a test counts as failed (scripts/checks/report.ts), so none may
 * ask for it.
 */
export function retriedTests(files: readonly ProjectFile[]): string[] {
  const own = /^tests\/static\/layout\//;
  return files.flatMap(({ path, text }) =>
    /\.test\.tsx?$|^vitest\.config\.ts$/.test(path) && !own.test(path) && retrying.test(text) ? [path] : [],
  );
}
