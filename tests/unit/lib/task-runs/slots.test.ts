import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { latestSlot, nextSlots } from "#lib/task-runs/slots.ts";
import { firstAtOrAfter, type WallMinute, wallClock } from "./wall-clock.ts";

const HOUR_MS = 3_600_000;

/** Clock changes. Kathmandu has no summer time; in 1986 it went from +5:30 to +5:45. */
const jumps = [
  ["Europe/Berlin", "forward", "2026-03-29T01:00:00Z"],
  ["Europe/Berlin", "back", "2026-10-25T01:00:00Z"],
  ["America/New_York", "forward", "2026-03-08T07:00:00Z"],
  ["America/New_York", "back", "2026-11-01T06:00:00Z"],
  ["Australia/Lord_Howe", "forward", "2026-10-03T15:30:00Z"],
  ["Australia/Lord_Howe", "back", "2026-04-04T15:00:00Z"],
  ["Asia/Kathmandu", "forward", "1985-12-31T18:30:00Z"],
] as const;

const minutesOfDay = fc.uniqueArray(fc.constantFrom(0, 1, 15, 29, 30, 45, 59), { minLength: 1, maxLength: 3 });
const hoursOfDay = fc.uniqueArray(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 3 });

describe.each(jumps)("in %s, where clocks go %s", (timeZone, _direction, jump) => {
  const middle = new Date(jump).getTime();
  const from = new Date(middle - 36 * HOUR_MS);
  const to = new Date(middle + 36 * HOUR_MS);
  // One more day at both ends, so that every slot of interest is inside.
  const clock = wallClock(timeZone, new Date(from.getTime() - 24 * HOUR_MS), new Date(to.getTime() + 24 * HOUR_MS));
  const dates = [...new Set(clock.map((minute) => minute.date))].slice(1);
  const anyInstant = fc.integer({ min: from.getTime(), max: to.getTime() });

  /** The latest and next slots of any instant are those of the plan. */
  function expectSlots(cron: string, planned: readonly number[], now: number): void {
    const timetable = { cron, timeZone };
    const latest = latestSlot(timetable, new Date(now))?.getTime();
    expect(latest).toBe(planned.findLast((slot) => slot <= now));
    const [next] = nextSlots(timetable, new Date(now), 1);
    expect(next?.getTime()).toBe(planned.find((slot) => slot > now));
  }

  test("a time of day runs once a day, at the next valid instant where the clock skips it", () => {
    fc.assert(
      fc.property(minutesOfDay, hoursOfDay, anyInstant, (minutes, hours, now) => {
        const readings = dates.flatMap((date) => hours.flatMap((hour) => minutes.map((m) => reading(date, hour, m))));
        const slots = readings.map((each) => firstAtOrAfter(clock, each)).filter((slot) => slot !== undefined);
        const planned = [...new Set(slots)].sort((a, b) => a - b);
        expectSlots(`${minutes.join(",")} ${hours.join(",")} * * *`, planned, now);
      }),
    );
  });

  const every: readonly [string, (minute: WallMinute) => boolean][] = [
    ["* * * * *", () => true],
    ["*/20 * * * *", ({ minute }) => minute % 20 === 0],
    ["15,45 * * * *", ({ minute }) => minute === 15 || minute === 45],
    ["30 */2 * * *", ({ hour, minute }) => minute === 30 && hour % 2 === 0],
    ["*/10 2 * * *", ({ hour, minute }) => minute % 10 === 0 && hour === 2],
  ];
  test.each(every)("%s runs whenever the clock shows it", (cron, matches) => {
    const planned = clock.filter(matches).map((minute) => minute.instant);
    fc.assert(
      fc.property(anyInstant, (now) => expectSlots(cron, planned, now)),
      { numRuns: 50 },
    );
  });
});

function reading(date: string, hour: number, minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date}T${two(hour)}:${two(minute)}`;
}

describe("a daily schedule in Europe/Berlin", () => {
  const daily = { cron: "30 2 * * *", timeZone: "Europe/Berlin" };

  test("runs at 03:00 on the day without 02:30, and then at 02:30 again", () => {
    expect(nextSlots(daily, new Date("2026-03-28T12:00:00Z"), 2)).toEqual([
      new Date("2026-03-29T01:00:00Z"),
      new Date("2026-03-30T00:30:00Z"),
    ]);
  });

  test("runs at the first 02:30 only on the day with two", () => {
    expect(nextSlots(daily, new Date("2026-10-24T12:00:00Z"), 2)).toEqual([
      new Date("2026-10-25T00:30:00Z"),
      new Date("2026-10-26T01:30:00Z"),
    ]);
    expect(latestSlot(daily, new Date("2026-10-25T01:30:00Z"))).toEqual(new Date("2026-10-25T00:30:00Z"));
  });
});

describe("a slot", () => {
  const timetable = { cron: "0 3 * * *", timeZone: "UTC" };

  test("is the latest from its instant on", () => {
    expect(latestSlot(timetable, new Date("2026-05-02T03:00:00.000Z"))).toEqual(new Date("2026-05-02T03:00:00Z"));
    expect(latestSlot(timetable, new Date("2026-05-02T02:59:59.999Z"))).toEqual(new Date("2026-05-01T03:00:00Z"));
  });

  test("is next until its instant", () => {
    expect(nextSlots(timetable, new Date("2026-05-02T02:59:59.999Z"), 1)).toEqual([new Date("2026-05-02T03:00:00Z")]);
    expect(nextSlots(timetable, new Date("2026-05-02T03:00:00.000Z"), 1)).toEqual([new Date("2026-05-03T03:00:00Z")]);
  });

  test("of a leap day comes every four years, and of a day that never comes, never", () => {
    const leapDay = { cron: "0 0 29 2 *", timeZone: "UTC" };
    expect(latestSlot(leapDay, new Date("2027-01-01T00:00:00Z"))).toEqual(new Date("2024-02-29T00:00:00Z"));
    expect(nextSlots(leapDay, new Date("2027-01-01T00:00:00Z"), 2)).toEqual([
      new Date("2028-02-29T00:00:00Z"),
      new Date("2032-02-29T00:00:00Z"),
    ]);
    const never = { cron: "0 0 30 2 *", timeZone: "UTC" };
    expect(latestSlot(never, new Date("2027-01-01T00:00:00Z"))).toBeNull();
    expect(nextSlots(never, new Date("2027-01-01T00:00:00Z"), 5)).toEqual([]);
  });
});
