import { expect, test } from "vitest";
import { scriptBudget, scriptFinding, scriptLines } from "#scripts/budget/report.ts";

const script = (gzipBytes: number) => ({
  path: `/chunks/${gzipBytes}.js`,
  bytes: gzipBytes * 3,
  gzipBytes,
  packages: [],
});

test("the budget counts all scripts together, to the byte", () => {
  expect(scriptFinding([script(100_000), script(scriptBudget - 100_000)]).holds).toBe(true);
  expect(scriptFinding([script(100_000), script(scriptBudget - 99_999)]).holds).toBe(false);
});

test("a page whose scripts were not found is not within the budget", () => {
  expect(scriptFinding([]).holds).toBe(false);
});

test("the largest comes first", () => {
  expect(scriptLines([script(1_000), script(2_000)])[0]).toContain("2000.js");
});
