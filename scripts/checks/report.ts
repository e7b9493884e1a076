import { readFile } from "node:fs/promises";
import { z } from "zod";

/** The outcome of one check. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Lines to print about single tests. */
  readonly remarks?: readonly string[];
}

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
});

const spec = z.object({
  file: z.string(),
  title: z.string(),
  tests: z.array(z.object({ status: z.enum(["expected", "unexpected", "flaky", "skipped"]) })),
});
const suite = z.object({
  specs: z.array(spec),
  get suites(): z.ZodOptional<z.ZodArray<typeof suite>> {
    return z.array(suite).optional();
  },
});
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()) });

/** Counts Vitest's JSON report. A skipped test proves nothing, so it counts as failed. So does a broken run. */
export async function tallyVitest(path: string): Promise<Tally> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, "utf8")));
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
  return { passed: report.numPassedTests, failed: failed === 0 && !report.success ? 1 : failed };
}

/**
 * Counts Playwright's JSON report in the same way. A test that passed only on a retry also counts as failed, unless
 * `quarantine`, the reasons by "file › title", names it. So does a name in the quarantine that no test has.
 */
export async function tallyPlaywright(path: string, quarantine: Readonly<Record<string, string>>): Promise<Tally> {
  const report = playwrightReport.parse(JSON.parse(await readFile(path, "utf8")));
  const tests = report.suites.flatMap(specsOf).flatMap(({ file, title, tests }) =>
    tests.map(({ status }) => {
      const name = `${file} › ${title}`;
      return { name, status, reason: quarantine[name] };
    }),
  );
  const passed = tests.filter(({ status, reason }) => status === "expected" || (status === "flaky" && reason));
  const flaky = tests.filter(({ status }) => status === "flaky");
  const unknown = Object.keys(quarantine).filter((quarantined) => tests.every(({ name }) => name !== quarantined));
  return {
    passed: passed.length,
    failed: tests.length - passed.length + unknown.length + report.errors.length,
    remarks: [
      ...Object.entries(quarantine).map(([name, reason]) => `in quarantine: ${name} (${reason})`),
      ...unknown.map((name) => `in quarantine, but there is no such test: ${name} (counts as failed)`),
      ...flaky.map(({ name, reason }) => `needed another try: ${name}${reason ? "" : " (counts as failed)"}`),
    ],
  };
}

function specsOf({ specs, suites = [] }: z.infer<typeof suite>): z.infer<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}
