import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adapt, type Effort, mostRows, type Pace, startingPace, targetMs } from "#lib/batched-delete/batch-size.ts";

const pace = fc
  .record({
    largest: fc.integer({ min: 1, max: 20_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ largest, share }) => ({
    largest,
    smallest: 1,
    size: Math.max(1, Math.floor(largest * share)),
  }));

const effort = (size: number, taken: number, took: number): Effort => ({ size, rows: taken, workMs: took });
const rows = fc.integer({ min: 0, max: 100_000 });
const ms = fc.double({ min: 0, max: 100_000, noNaN: true });

/** The pace after many batches of a database where each costs `fixed`, and more for every row or page. */
function settle(start: Pace, batch: (size: number) => Effort): Pace {
  let current = start;
  for (let count = 0; count < 30; count += 1) current = adapt(current, batch(current.size));
  return current;
}

describe("the size of a batch", () => {
  test("stays within its bounds and moves at most by a factor of two", () => {
    fc.assert(
      fc.property(pace, rows, ms, (before, taken, took) => {
        const { size } = adapt(before, effort(before.size, taken, took));
        expect(Number.isInteger(size)).toBe(true);
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(before.largest);
        expect(size).toBeLessThanOrEqual(before.size * 2);
        expect(size).toBeGreaterThanOrEqual(Math.floor(before.size / 2));
      }),
    );
  });

  test("never grows after a batch that took too long, never shrinks after one that was quick and took few rows", () => {
    fc.assert(
      fc.property(pace, rows, ms, (before, taken, took) => {
        const { size } = adapt(before, effort(before.size, taken, took));
        if (took > targetMs || taken > mostRows) expect(size).toBeLessThanOrEqual(before.size);
        if (took < targetMs && taken < mostRows) expect(size).toBeGreaterThanOrEqual(before.size);
      }),
    );
  });

  test("comes to take about the target time, whatever a row costs", () => {
    const costs = fc.double({ min: 0.025, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), costs, (fixed, perRow) => {
        const time = (size: number) => fixed + perRow * size;
        const { size } = settle(startingPace.rows, (count) => effort(count, count, time(count)));
        expect(time(size)).toBeGreaterThan(targetMs * 0.5);
        expect(time(size)).toBeLessThan(targetMs * 1.5);
      }),
    );
  });

  test("comes to take at most so many rows where they cost next to nothing", () => {
    const dense = settle(startingPace.pages, (size) => effort(size, size * 100, size / 100));
    expect(dense.size).toBe(mostRows / 100);
    const cheap = settle(startingPace.rows, (size) => effort(size, size, size / 10_000));
    expect(cheap.size).toBe(mostRows);
  });

  test("is bounded where pages hold nothing, since the next ones may be full", () => {
    expect(settle(startingPace.pages, (size) => effort(size, 0, size / 100)).size).toBe(800);
  });

  test("does not fall below its bound where every statement takes long", () => {
    expect(settle(startingPace.rows, (size) => effort(size, size, 300)).size).toBe(200);
  });

  test("is not changed by a batch that found nothing", () => {
    const before = { size: 70, smallest: 1, largest: 100 };
    expect(adapt(before, effort(0, 0, 900))).toEqual(before);
  });
});
