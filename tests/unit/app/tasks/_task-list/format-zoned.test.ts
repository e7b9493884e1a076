import { expect, test } from "vitest";
import { zonedText } from "#app/tasks/_task-list/format-zoned.ts";

test("planned times are in their schedule's zone", () => {
  expect(zonedText(new Date("2026-07-01T01:00:00Z"), "Europe/Berlin")).toBe("Wed 1 Jul 03:00");
  expect(zonedText(new Date("2026-07-01T01:00:00Z"), "UTC")).toBe("Wed 1 Jul 01:00");
  expect(zonedText(new Date("2026-07-01T00:00:00Z"), "UTC")).toBe("Wed 1 Jul 00:00");
});
