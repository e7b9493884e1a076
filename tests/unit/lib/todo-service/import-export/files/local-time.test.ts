import fc from "fast-check";
import { expect, it } from "vitest";
import { dayIn, instantIn, isRealDay } from "#lib/todo-service/import-export/files/local-time.ts";

const zone = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
const instant = fc.date({ min: new Date("1970-01-03"), max: new Date("2100-01-01"), noInvalidDate: true });

it("the noon of a day is on that day, in every zone", () => {
  fc.assert(
    fc.property(zone, instant, (timeZone, at) => {
      const day = dayIn(timeZone, at);
      // Samoa once skipped a whole day.
      if (timeZone !== "Pacific/Apia" || day !== "2011-12-30")
        expect(dayIn(timeZone, instantIn(timeZone, day))).toBe(day);
    }),
    { numRuns: 300 },
  );
});

it.each([
  ["Europe/Berlin", "2026-07-01", "08:30:00", "2026-07-01T06:30:00.000Z"],
  ["Europe/Berlin", "2026-03-29", "02:30:00", "2026-03-29T01:30:00.000Z"],
  ["America/New_York", "2026-12-01", "23:59:59", "2026-12-02T04:59:59.000Z"],
  ["Pacific/Kiritimati", "2026-12-01", "00:00:00", "2026-11-30T10:00:00.000Z"],
])("%s %s %s", (timeZone, day, time, expected) => {
  expect(instantIn(timeZone, day, time).toISOString()).toBe(expected);
});

it("knows which days there are", () => {
  expect(["2024-02-29", "2026-02-29", "0000-01-01", "2026-13-01"].map(isRealDay)).toEqual([true, false, false, false]);
});
