import { expect, test } from "vitest";
import { hasRemoved } from "#app/tasks/_views/has-removed.ts";
import { initialState } from "#lib/batched-delete/delete-state.ts";

const receipt = { deletedCount: 0, batches: 0, asOf: "2026-05-01T03:00:00.000Z" };

test("a cleanup has removed something by its receipt, or else by how far it was", () => {
  expect(hasRemoved({ result: receipt, progress: null })).toBe(false);
  expect(hasRemoved({ result: { ...receipt, deletedCount: 1 }, progress: null })).toBe(true);
  expect(hasRemoved({ result: null, progress: null })).toBe(false);
  expect(hasRemoved({ result: null, progress: initialState })).toBe(false);
  expect(hasRemoved({ result: null, progress: { ...initialState, deletedCount: 3 } })).toBe(true);
  expect(hasRemoved({ result: { removed: 3 }, progress: null })).toBe(true);
});
