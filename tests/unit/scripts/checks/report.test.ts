import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  const counts = { success: true, numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

  test.each([
    ["all passed", {}, 0],
    ["some failed", { success: false, numFailedTests: 2 }, 2],
    ["some skipped", { numPendingTests: 1, numTodoTests: 1 }, 2],
    ["broken down", { success: false }, 1],
  ])("%s", async (_, differences, failed) => {
    expect(await tallyVitest(await written({ ...counts, ...differences }))).toEqual({ passed: 5, failed });
  });
});

describe("Playwright's report", () => {
  const spec = (title: string, status: string) => ({ file: "a.spec.ts", title, tests: [{ status }] });
  const report = (status: string, errors: readonly unknown[] = []) => ({
    suites: [{ specs: [spec("one", "expected")], suites: [{ specs: [spec("two", status)] }] }],
    errors,
  });
  const tally = async (given: unknown, quarantine = {}) => tallyPlaywright(await written(given), quarantine);

  test.each(["unexpected", "skipped"])("counts a test that is %s as failed", async (status) => {
    expect(await tally(report(status))).toEqual({ passed: 1, failed: 1, remarks: [] });
  });

  test("counts an error outside of all tests as failed", async () => {
    expect(await tally(report("expected", [{ message: "Teardown failed" }]))).toMatchObject({ passed: 2, failed: 1 });
  });

  test("counts a test that needed another try as failed, and names it", async () => {
    const remarks = ["needed another try: a.spec.ts › two (counts as failed)"];
    expect(await tally(report("flaky"))).toEqual({ passed: 1, failed: 1, remarks });
  });

  const reason = "Chromium drops the drag";

  test("lets it pass where the quarantine gives a reason, and prints that", async () => {
    const remarks = [`in quarantine: a.spec.ts › two (${reason})`, "needed another try: a.spec.ts › two"];
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
