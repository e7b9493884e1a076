import { describe, expect, test } from "vitest";
import { cronText } from "#app/tasks/_task-list/format-cron.ts";

describe("schedules in words", () => {
  test.each([
    ["* * * * *", "Every minute"],
    ["*/15 * * * *", "Every 15 minutes"],
    ["5 * * * *", "Every hour at :05"],
    ["0 3 * * *", "Every day at 03:00"],
    ["30 14 * * 1-5", "Monday to Friday at 14:30"],
    ["0 9 * * 0", "Every Sunday at 09:00"],
    ["0 9 * * 7", "Every Sunday at 09:00"],
    ["*/7 * * * *", null],
    ["0 3 1 * *", null],
    ["0 3 * 2 *", null],
    ["0,30 3 * * *", null],
    ["0 3 * * 1,3", null],
  ])("%s", (cron, text) => {
    expect(cronText(cron)).toBe(text);
  });
});
