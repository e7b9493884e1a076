import { expect, test } from "vitest";
import { notesSummary } from "#app/(todos)/_notes/notes-summary.ts";

test.each([
  ["About the lake.\nAnd the boat.", "About the lake."],
  ["\n\n# For the lake", "For the lake"],
  ["- [ ] **boat** and `oars`", "boat and oars"],
  ["> 1. first", "1. first"],
  ["See [the map](https://example.com) now", "See the map now"],
  ["2 * 3 * 4 ** 5", "2 * 3 * 4 ** 5"],
  ["#hashtag", "#hashtag"],
  ["---", "---"],
  ["", ""],
])("%j is summed up as %j", (notes, summary) => expect(notesSummary(notes)).toBe(summary));

test("takes only the start of a long line, in whole characters", () => {
  expect(notesSummary("[".repeat(10_000))).toBe("[".repeat(300));
  expect(notesSummary("😀".repeat(400))).toBe("😀".repeat(300));
});
