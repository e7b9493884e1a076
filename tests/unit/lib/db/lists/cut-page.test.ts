import { expect, test } from "vitest";
import { cutPage } from "#lib/db/lists/cut-page.ts";

const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];

test("the row too many is left out, and tells that more follow the last one", () => {
  expect(cutPage(rows, 2)).toEqual({ page: [{ id: "a" }, { id: "b" }], nextCursor: "b" });
  expect(cutPage(rows, 3)).toEqual({ page: rows, nextCursor: null });
  expect(cutPage([], 3)).toEqual({ page: [], nextCursor: null });
});
