import { readFile } from "node:fs/promises";
import { z } from "zod";

/** What one check came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Of those that passed, how many only when tried again: to be looked into. */
  readonly unsteady?: number;
}

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
});

/** Counts Vitest's JSON report. A skipped test proves nothing, so it counts as failed; so does a run that broke down. */
export async function tallyVitest(path: string): Promise<Tally> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, "utf8")));
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: failed === 0 && !report.success ? 1 : failed };
}

/** Counts Playwright's JSON report, in the same way. */
export async function tallyPlaywright(path: string): Promise<Tally> {
  const { stats } = playwrightReport.parse(JSON.parse(await readFile(path, "utf8")));
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected + flaky, failed: unexpected + skipped, unsteady: flaky };
}
