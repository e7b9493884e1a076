import { describe, expect, it } from "vitest";
import { pollInterval } from "#app/(todos)/_changes/poll-interval.ts";

const minute = 60_000;
const hour = 60 * minute;

/** Counts the requests of a visible page within an hour in which nobody touches it. */
function requestsOfIdleHour(startIdleMs: number): number {
  let count = 0;
  for (let at = 0; at < hour; at += pollInterval(startIdleMs + at)) count += 1;
  return count;
}

describe("pollInterval", () => {
  it("is some seconds in use, and grows while nobody uses the page", () => {
    expect([0, minute - 1, minute, 10 * minute - 1, 10 * minute, 24 * hour].map(pollInterval)).toEqual([
      5_000, 5_000, 15_000, 15_000, 60_000, 60_000,
    ]);
  });

  it("keeps to the requests per hour that docs/using-the-list.md names", () => {
    expect(hour / pollInterval(0)).toBe(720);
    expect(requestsOfIdleHour(0)).toBe(98);
    expect(requestsOfIdleHour(hour)).toBe(60);
  });
});
