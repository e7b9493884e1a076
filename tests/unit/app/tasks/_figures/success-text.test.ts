import { expect, test } from "vitest";
import { successText } from "#app/tasks/_figures/success-text.ts";

test.each([
  [0, 0, "none finished"],
  [12, 12, "100%"],
  [9_999, 10_000, "99.9%"],
  [1, 3, "33.3%"],
  [0, 4, "0%"],
])("%d of %d is %s", (succeeded, runs, text) => {
  expect(successText(succeeded, runs)).toBe(text);
});
