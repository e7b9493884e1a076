import { expect, test } from "vitest";
import { durationText } from "#app/tasks/format-duration.ts";

test.each([
  [-5, "0 ms"],
  [12.4, "12 ms"],
  [1500, "1.5 s"],
  [42_400, "42 s"],
  [185_000, "3 min 5 s"],
])("%d ms takes %s", (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
