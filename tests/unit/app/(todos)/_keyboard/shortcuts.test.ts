import { expect, test } from "vitest";
import { shortcuts } from "#app/(todos)/_keyboard/shortcuts.ts";
import { isRowKey, rowKeys } from "#app/(todos)/_row/row-keys.ts";

test("the help names every key once, each with what it does", () => {
  const keys: readonly string[] = shortcuts.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toEqual(expect.arrayContaining([...rowKeys]));
  expect(shortcuts.every(({ key, does }) => key.length === 1 && does !== "")).toBe(true);
});

test("row keys are told apart from the others, by case too", () => {
  expect(rowKeys.every(isRowKey)).toBe(true);
  expect(["n", "X", "Enter", ""].some(isRowKey)).toBe(false);
});
