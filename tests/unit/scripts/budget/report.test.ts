import { expect, test } from "vitest";
import { hintFinding, scriptBudget, scriptFinding, scriptLines, shiftFinding } from "#scripts/budget/report.ts";

const script = (gzipBytes: number) => ({
  path: `/chunks/${gzipBytes}.js`,
  bytes: gzipBytes * 3,
  gzipBytes,
  isHinted: true,
  packages: [],
});

test("the budget counts all scripts together, to the byte", () => {
  expect(scriptFinding([script(100_000), script(scriptBudget - 100_000)]).holds).toBe(true);
  expect(scriptFinding([script(100_000), script(scriptBudget - 99_999)]).holds).toBe(false);
});

test("a page whose scripts were not found is not within the budget", () => {
  expect(scriptFinding([]).holds).toBe(false);
});

test("a script without the hint to compile it is named", () => {
  expect(hintFinding([script(1)]).holds).toBe(true);
  expect(hintFinding([script(1), { ...script(2), isHinted: false }])).toMatchObject({
    holds: false,
    detail: "not /chunks/2.js",
  });
});

test("the largest comes first", () => {
  expect(scriptLines([script(1_000), script(2_000)])[0]).toContain("2000.js");
});

test("a page on which anything moved names what it was", () => {
  expect(shiftFinding("at 360 × 740", []).holds).toBe(true);
  const moved = ["<section> “Today” from 213, 584 to 213, 659", "<section> “Upcoming” from 213, 712 to 213, 787"];
  const { holds, detail } = shiftFinding("at 360 × 740", [{ value: 0.01, moved }]);
  expect(holds).toBe(false);
  for (const each of moved) expect(detail).toContain(each);
});
