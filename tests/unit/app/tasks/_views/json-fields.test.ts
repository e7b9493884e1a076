import { expect, test } from "vitest";
import { fieldText, jsonFields, jsonText } from "#app/tasks/_views/json-fields.ts";

const result = { asOf: "2026-11-24T12:00:00.000Z", skipped: { locked: 1 }, list: null, batches: 2, deletedCount: 12 };

test("a value in a few words, without its instants and groups", () => {
  expect(jsonText(result)).toBe("Deleted count: 12, list: none, batches: 2");
  expect(jsonText(null)).toBe("");
  expect(jsonText("done")).toBe("done");
  expect(jsonText([1])).toBe("[1]");
});

test("its fields, counts first", () => {
  expect(jsonFields(result)?.map(({ name }) => name)).toEqual(["deletedCount", "list", "batches", "asOf", "skipped"]);
  expect(jsonFields([1])).toBeNull();
  expect(fieldText("deletedCount")).toBe("Deleted count");
});
