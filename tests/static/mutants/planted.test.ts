import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { all } from "#tests/mutants/planted/planted.ts";

test("each planted fault fits the code as it is now", async () => {
  const misfits: string[] = [];
  for (const { file, fault, code } of all) {
    const occurrences = (await readFile(file, "utf8")).split(code).length - 1;
    if (occurrences !== 1) misfits.push(`${file}: ${fault} (${occurrences} times)`);
  }
  expect(misfits).toEqual([]);
});

test("each of them names tests that exist", async () => {
  for (const path of new Set(all.flatMap(({ tests }) => tests))) expect(await readFile(path, "utf8")).not.toBe("");
});
