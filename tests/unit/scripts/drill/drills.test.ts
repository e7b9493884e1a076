import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { describeDrills, drills, findDrill } from "#scripts/drill/drills.ts";

test("names are written as on the command line, and unique", () => {
  const names = drills.map(({ name }) => name);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(new Set(names).size).toBe(names.length);
});

test("docs/drills.md describes each of them", async () => {
  const page = await readFile(new URL("../../../../docs/drills.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual(drills.map(({ name }) => name).sort());
});

test("an unknown name is refused with the names that there are", () => {
  expect(() => findDrill(drills, "nonsense")).toThrow(/no drill "nonsense".*\n.*embedded-first-starts/);
});

test("the list has one line for each", () => {
  expect(describeDrills(drills).split("\n")).toHaveLength(drills.length);
});
