import { describe, expect, test } from "vitest";
import { addDaysTo, agoText, dueText, exactText, isoDay, lengthText, untilText } from "#app/_time/format-time.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = new Date("2026-11-24T12:00:00Z");
const later = (ms: number) => new Date(now.getTime() + ms);

describe("lengths of time", () => {
  test.each([
    [0, "1 minute"],
    [29_000, "1 minute"],
    [59 * minute, "59 minutes"],
    [90 * minute, "2 hours"],
    [23 * hour, "23 hours"],
    [35 * hour, "35 hours"],
    [36 * hour, "2 days"],
    [7 * day - minute, "7 days"],
    [400 * day, "400 days"],
  ])("%d ms is %s", (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });

  test("name the direction", () => {
    expect(agoText(later(-3 * day), now)).toBe("3 days ago");
    expect(agoText(later(-10_000), now)).toBe("just now");
    expect(untilText(later(2 * day), now)).toBe("in 2 days");
    expect(untilText(now, now, "with the next cleanup")).toBe("with the next cleanup");
  });
});

describe("days", () => {
  test("are those of the reader's zone", () => {
    const evening = new Date("2026-11-24T23:30:00Z");
    expect(isoDay(evening, "UTC")).toBe("2026-11-24");
    expect(isoDay(evening, "Europe/Berlin")).toBe("2026-11-25");
    expect(isoDay(evening, "America/Los_Angeles")).toBe("2026-11-24");
    expect(isoDay(new Date("2026-11-24T10:30:00Z"), "Pacific/Kiritimati")).toBe("2026-11-25");
  });

  test("are counted across the change of clocks and leap days", () => {
    expect(addDaysTo("2026-03-28", 1)).toBe("2026-03-29");
    expect(addDaysTo("2026-03-29", 1)).toBe("2026-03-30");
    expect(addDaysTo("2028-02-28", 1)).toBe("2028-02-29");
    expect(addDaysTo("2026-12-31", 1)).toBe("2027-01-01");
  });
});

test.each([
  ["2026-11-20", "20 Nov", "overdue"],
  ["2026-11-23", "Yesterday", "overdue"],
  ["2026-11-24", "Today", "today"],
  ["2026-11-25", "Tomorrow", "upcoming"],
  ["2026-11-30", "Monday", "upcoming"],
  ["2026-12-01", "1 Dec", "upcoming"],
  ["2027-11-24", "24 Nov 2027", "upcoming"],
])("due on %s is %s", (dueOn, text, urgency) => {
  expect(dueText(dueOn, "2026-11-24", "en-GB")).toEqual({ text, urgency });
});

test("exact times are in UTC in the server's HTML, in the reader's zone and language afterwards", () => {
  expect(exactText(now, { locale: "en", timeZone: "UTC" })).toBe("2026-11-24 12:00 UTC");
  expect(exactText(now, { locale: "de-DE", timeZone: "Europe/Berlin" })).toContain("13:00");
});
