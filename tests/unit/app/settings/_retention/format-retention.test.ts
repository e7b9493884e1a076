import { describe, expect, test } from "vitest";
import {
  completedText,
  isRetention,
  retentionOptions,
  retentionText,
  staysText,
} from "#app/settings/_retention/format-retention.ts";
import { changeSettingsSchema } from "#lib/settings/settings-schemas.ts";

describe("the choice of retentions", () => {
  test("goes from a day to never, and has an installation's own default among them", () => {
    expect(retentionOptions(7)).toEqual([1, 3, 7, 14, 30, 90, null]);
    expect(retentionOptions(null)).toEqual([1, 3, 7, 14, 30, 90, null]);
    expect(retentionOptions(9)).toEqual([1, 3, 7, 9, 14, 30, 90, null]);
  });

  test("offers what the API accepts", () => {
    for (const days of retentionOptions(7)) {
      expect(changeSettingsSchema.safeParse({ retentionDays: days }).success).toBe(true);
      expect(isRetention(days)).toBe(true);
    }
    expect(changeSettingsSchema.safeParse({ retentionDays: 9 }).success).toBe(false);
    expect(isRetention(9)).toBe(false);
  });
});

test("retentions in words", () => {
  expect([1, 14, null].map(retentionText)).toEqual(["1 day", "14 days", "Never"]);
  expect(staysText(1)).toBe("Completed todos stay in the list for 1 day.");
  expect(staysText(null)).toBe("Completed todos stay in the list until you delete them.");
  expect(completedText(1, { one: "expires", many: "expire" })).toBe("1 completed todo expires");
  expect(completedText(2, { one: "expires", many: "expire" })).toBe("2 completed todos expire");
});
