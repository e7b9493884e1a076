import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { adapt, largestBatch, type Pace, smallestBatch, startingPace, targetMs } from "#lib/batches/pace.ts";

const pace = fc.record({
  size: fc.integer({ min: smallestBatch, max: largestBatch }),
  usual: fc.option(fc.double({ min: 0.001, max: 1_000, noNaN: true })),
});
const rows = fc.integer({ min: 0, max: largestBatch });
const ms = fc.double({ min: 0, max: 100_000, noNaN: true });

/** The pace after many full batches on a database where each costs `fixed` plus `perRow` for every row. */
function settle(fixed: number, perRow: number): Pace {
  let current: Pace = startingPace;
  for (let batch = 0; batch < 30; batch += 1) {
    current = adapt(current, { rows: current.size, ms: fixed + perRow * current.size });
  }
  return current;
}

describe("the size of a batch", () => {
  test("stays within its bounds and moves at most by a factor of two", () => {
    fc.assert(
      fc.property(pace, rows, ms, (before, handled, took) => {
        const { size } = adapt(before, { rows: handled, ms: took });
        expect(Number.isInteger(size)).toBe(true);
        expect(size).toBeGreaterThanOrEqual(smallestBatch);
        expect(size).toBeLessThanOrEqual(largestBatch);
        expect(size).toBeLessThanOrEqual(before.size * 2);
        expect(size).toBeGreaterThanOrEqual(Math.floor(before.size / 2));
      }),
    );
  });

  test("never grows after a batch that took too long, never shrinks after one that was quick", () => {
    fc.assert(
      fc.property(pace, ms, (before, took) => {
        const { size } = adapt(before, { rows: before.size, ms: took });
        if (took > targetMs) expect(size).toBeLessThanOrEqual(before.size);
        if (took < targetMs) expect(size).toBeGreaterThanOrEqual(before.size);
      }),
    );
  });

  test("comes to take about the target time, whatever a row costs", () => {
    const costs = fc.double({ min: 0.025, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), costs, (fixed, perRow) => {
        const { size } = settle(fixed, perRow);
        const took = fixed + perRow * size;
        expect(took).toBeGreaterThan(targetMs * 0.5);
        expect(took).toBeLessThan(targetMs * 1.5);
      }),
    );
  });

  test("takes the largest batches where rows cost next to nothing, the smallest where they cost much", () => {
    expect(settle(1, 0.001).size).toBe(largestBatch);
    expect(settle(1, 500).size).toBe(smallestBatch);
  });

  test("is not changed by a batch that found nothing", () => {
    expect(adapt({ size: 70, usual: 2 }, { rows: 0, ms: 900 })).toEqual({ size: 70, usual: 2, pauseMs: 0 });
  });
});

describe("the pause after a batch", () => {
  test("is for a batch that was more than twice as slow as usual, and as long as it, up to 250 ms", () => {
    const usual = { size: 100, usual: 1 };
    expect(adapt(usual, { rows: 100, ms: 190 }).pauseMs).toBe(0);
    expect(adapt(usual, { rows: 100, ms: 230 }).pauseMs).toBe(230);
    expect(adapt(usual, { rows: 100, ms: 9_000 }).pauseMs).toBe(250);
  });

  test("is not for the first batch, which has nothing to be compared with", () => {
    expect(adapt(startingPace, { rows: 1_000, ms: 5_000 }).pauseMs).toBe(0);
  });

  test("ends where the database has become slower for good", () => {
    let current: Pace = { size: 100, usual: 1 };
    let pauses = 0;
    for (let batch = 0; batch < 100; batch += 1) {
      const { pauseMs, ...next } = adapt(current, { rows: current.size, ms: current.size * 4 });
      pauses += pauseMs > 0 ? 1 : 0;
      current = next;
    }
    expect(pauses).toBeGreaterThan(0);
    expect(pauses).toBeLessThan(10);
  });
});
