import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tallyPlaywright, tallyVitest } from "#scripts/checks/report.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tidy-report-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(report: unknown): Promise<string> {
  const path = join(folder, "report.json");
  await writeFile(path, JSON.stringify(report));
  return path;
}

describe("Vitest's report", () => {
  const counts = {
    success: true,
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };

  test.each([
    ["all passed", {}, 0],
    ["some failed", { success: false, numFailedTests: 2 }, 2],
    ["some skipped", { numPendingTests: 1, numTodoTests: 1 }, 2],
    ["broken down", { success: false }, 1],
  ])("%s", async (_, differences, failed) => {
    expect(await tallyVitest(await written({ ...counts, ...differences }))).toEqual({
      passed: 5,
      failed,
      remarks: [],
    });
  });

  test("names each failed test and each broken file with the reason", async () => {
    const file = (name: string, message: string, assertionResults: readonly object[]) => ({
      name: resolve(name),
      message,
      assertionResults,
    });
    const testResults = [
      file("tests/a.test.ts", "", [
        { fullName: "adds", status: "passed", failureMessages: [] },
        {
          fullName: "subtracts",
          status: "failed",
          failureMessages: ["expected \u001b[32m1\u001b[39m\n\nat a.test.ts:3\nat /node_modules/vitest/run.js"],
        },
      ]),
      file("tests/b.test.ts", "Cannot find module", []),
    ];
    const { remarks } = await tallyVitest(await written({ ...counts, numFailedTests: 2, testResults }));
    expect(remarks).toEqual([
      "failed: tests/a.test.ts › subtracts\n      expected 1\n      at a.test.ts:3",
      "failed: tests/b.test.ts\n      Cannot find module",
    ]);
  });
});

describe("Playwright's report", () => {
  const fails = { unexpected: [1, 2], flaky: [1], expected: [], skipped: [] };
  const spec = (title: string, status: keyof typeof fails) => ({
    file: "a.spec.ts",
    title,
    tests: [
      {
        status,
        results: fails[status].map((time) => ({
          error: { message: "late", stack: `late the ${time}. time\n    at a.spec.ts:7\nCall log` },
        })),
      },
    ],
  });
  const why = "\n      late the 1. time\n      Call log\n          at a.spec.ts:7";
  const report = (status: keyof typeof fails, errors: readonly unknown[] = []) => ({
    suites: [{ specs: [spec("one", "expected")], suites: [{ specs: [spec("two", status)] }] }],
    errors,
  });
  const tally = async (given: unknown, quarantine = {}) => tallyPlaywright(await written(given), quarantine);

  test("counts a test that failed, and says why at first", async () => {
    const remarks = [`failed: a.spec.ts › two${why}`];
    expect(await tally(report("unexpected"))).toEqual({ passed: 1, failed: 1, remarks });
  });

  test("counts a test that was skipped as failed", async () => {
    expect(await tally(report("skipped"))).toEqual({ passed: 1, failed: 1, remarks: [] });
  });

  test("counts an error outside of all tests as failed, and says what it is", async () => {
    const remarks = ["failed outside of all tests\n      Teardown failed"];
    expect(await tally(report("expected", [{ message: "Teardown failed" }]))).toEqual({
      passed: 2,
      failed: 1,
      remarks,
    });
  });

  test("counts a test that needed another try as failed, says why, and names it", async () => {
    const remarks = [`needed another try: a.spec.ts › two (counts as failed)${why}`];
    expect(await tally(report("flaky"))).toEqual({ passed: 1, failed: 1, remarks });
  });

  const reason = "Chromium drops the drag";

  test("lets it pass where the quarantine gives a reason, and prints that", async () => {
    const remarks = [`in quarantine: a.spec.ts › two (${reason})`, `needed another try: a.spec.ts › two${why}`];
    expect(await tally(report("flaky"), { "a.spec.ts › two": reason })).toEqual({ passed: 2, failed: 0, remarks });
  });

  test("prints the quarantine where nobody needed it, and counts a name that no test has as failed", async () => {
    const quarantine = { "a.spec.ts › two": reason, "a.spec.ts › gone": reason };
    expect(await tally(report("expected"), quarantine)).toEqual({
      passed: 2,
      failed: 1,
      remarks: [
        `in quarantine: a.spec.ts › two (${reason})`,
        `in quarantine: a.spec.ts › gone (${reason})`,
        "in quarantine, but there is no such test: a.spec.ts › gone (counts as failed)",
      ],
    });
  });
});
