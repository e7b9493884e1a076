import { expect, test } from "vitest";
import { dayText } from "#app/(todos)/_quick-add/format-day.ts";

test.each([
  ["2026-11-24", "today, Tue 24 Nov"],
  ["2026-11-25", "tomorrow, Wed 25 Nov"],
  ["2026-12-04", "Fri 4 Dec"],
  ["2027-01-01", "Fri 1 Jan 2027"],
])("%s in a sentence is %s", (day, text) => {
  // Versions of the language data differ in the comma after the weekday.
  expect(dayText(day, "2026-11-24", "en-GB").replace(/(?<=\w{3}),(?= \d)/, "")).toBe(text);
});
