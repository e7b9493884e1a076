import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
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
  testResults: z.array(
    z.object({
      name: z.string(),
      /** Says why the file as a whole failed, if it did. */
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

const errorSchema = z.object({ message: z.string().optional(), stack: z.string().optional() });

/** One try of a test. */
const result = z.object({ error: errorSchema.optional() });
const spec = z.object({
  file: z.string(),
  title: z.string(),
  tests: z.array(
    z.object({ status: z.enum(["expected", "unexpected", "flaky", "skipped"]), results: z.array(result) }),
  ),
});
const suite = z.object({
  specs: z.array(spec),
  get suites(): z.ZodOptional<z.ZodArray<typeof suite>> {
    return z.array(suite).optional();
  },
});
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(errorSchema) });

/** Counts Vitest's JSON report. A skipped test proves nothing, so it counts as failed. So does a broken run. */
export async function tallyVitest(path: string): Promise<Tally> {
  const report = vitestReport.parse(JSON.parse(await readFile(path, "utf8")));
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests;
  const remarks = report.testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message === "" ? [] : [withReason(`failed: ${here(name)}`, message)]),
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages: [reason = ""] }) => withReason(`failed: ${here(name)} › ${fullName}`, reason)),
  ]);
  return { passed: report.numPassedTests, failed: failed === 0 && !report.success ? 1 : failed, remarks };
}

/**
 * Counts Playwright's JSON report in the same way. A test that passed only on a retry also counts as failed, unless
 * `quarantine`, the reasons by "file › title", names it. So does a name in the quarantine that no test has.
 */
export async function tallyPlaywright(path: string, quarantine: Readonly<Record<string, string>>): Promise<Tally> {
  const report = playwrightReport.parse(JSON.parse(await readFile(path, "utf8")));
  const tests = report.suites.flatMap(specsOf).flatMap(({ file, title, tests }) =>
    tests.map(({ status, results }) => {
      const name = `${file} › ${title}`;
      const [error] = results.flatMap(({ error }) => error ?? []);
      return { name, status, reason: quarantine[name], error };
    }),
  );
  const passed = tests.filter(({ status, reason }) => status === "expected" || (status === "flaky" && reason));
  const flaky = tests.filter(({ status }) => status === "flaky");
  const broken = tests.filter(({ status }) => status === "unexpected");
  const unknown = Object.keys(quarantine).filter((quarantined) => tests.every(({ name }) => name !== quarantined));
  return {
    passed: passed.length,
    failed: tests.length - passed.length + unknown.length + report.errors.length,
    remarks: [
      ...Object.entries(quarantine).map(([name, reason]) => `in quarantine: ${name} (${reason})`),
      ...unknown.map((name) => `in quarantine, but there is no such test: ${name} (counts as failed)`),
      ...flaky.map(({ name, reason, error }) =>
        withError(`needed another try: ${name}${reason ? "" : " (counts as failed)"}`, error),
      ),
      ...broken.map(({ name, error }) => withError(`failed: ${name}`, error)),
      ...report.errors.map((error) => withError("failed outside of all tests", error)),
    ],
  };
}

function withError(remark: string, error: z.infer<typeof errorSchema> = {}): string {
  return withReason(remark, error.stack ?? error.message ?? "");
}

/** Where only the end of a log is kept, that end says why, and where in our own files. */
function withReason(remark: string, error: string): string {
  const lines = stripVTControlCharacters(error)
    .split("\n")
    .filter((line) => line !== "" && !line.includes("/node_modules/"));
  const frames = lines.filter((line) => isFrame(line) && !line.includes("<anonymous>")).slice(0, 5);
  const text = lines.filter((line) => !isFrame(line)).slice(0, 12);
  return [remark, ...[...text, ...frames].map((line) => `  ${line}`)].join("\n    ");
}

const isFrame = (line: string) => /^\s+at /.test(line);

const here = (file: string) => relative(process.cwd(), file);

function specsOf({ specs, suites = [] }: z.infer<typeof suite>): z.infer<typeof spec>[] {
  return [...specs, ...suites.flatMap(specsOf)];
}
