import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  adaptBatchSize,
  type BatchSize,
  type BatchWork,
  initialBatchSize,
  maxBatchRows,
  targetBatchMs,
} from "#lib/batched-delete/batch-size.ts";

const batchSize = fc
  .record({
    max: fc.integer({ min: 1, max: 20_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ max, share }) => ({
    max,
    min: 1,
    size: Math.max(1, Math.floor(max * share)),
  }));

const work = (size: number, deleted: number, ms: number): BatchWork => ({ size, rows: deleted, workMs: ms });
const rowCounts = fc.integer({ min: 0, max: 100_000 });
const durations = fc.double({ min: 0, max: 100_000, noNaN: true });

/** The size after many batches of the same kind. */
function settle(start: BatchSize, batch: (size: number) => BatchWork): BatchSize {
  let current = start;
  for (let count = 0; count < 30; count += 1) current = adaptBatchSize(current, batch(current.size));
  return current;
}

describe("the size of a batch", () => {
  test("stays within its bounds and moves at most by a factor of two", () => {
    fc.assert(
      fc.property(batchSize, rowCounts, durations, (before, deleted, ms) => {
        const { size } = adaptBatchSize(before, work(before.size, deleted, ms));
        expect(Number.isInteger(size)).toBe(true);
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(before.max);
        expect(size).toBeLessThanOrEqual(before.size * 2);
        expect(size).toBeGreaterThanOrEqual(Math.floor(before.size / 2));
      }),
    );
  });

  test("never grows after a slow batch, never shrinks after a fast one with few rows", () => {
    fc.assert(
      fc.property(batchSize, rowCounts, durations, (before, deleted, ms) => {
        const { size } = adaptBatchSize(before, work(before.size, deleted, ms));
        if (ms > targetBatchMs || deleted > maxBatchRows) expect(size).toBeLessThanOrEqual(before.size);
        if (ms < targetBatchMs && deleted < maxBatchRows) expect(size).toBeGreaterThanOrEqual(before.size);
      }),
    );
  });

  test("settles at about the target time, whatever a row costs", () => {
    const costs = fc.double({ min: 0.025, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), costs, (fixed, perRow) => {
        const time = (size: number) => fixed + perRow * size;
        const { size } = settle(initialBatchSize.rows, (count) => work(count, count, time(count)));
        expect(time(size)).toBeGreaterThan(targetBatchMs * 0.5);
        expect(time(size)).toBeLessThan(targetBatchMs * 1.5);
      }),
    );
  });

  test("settles at the most rows where they cost next to nothing", () => {
    const dense = settle(initialBatchSize.pages, (size) => work(size, size * 100, size / 100));
    expect(dense.size).toBe(maxBatchRows / 100);
    const cheap = settle(initialBatchSize.rows, (size) => work(size, size, size / 10_000));
    expect(cheap.size).toBe(maxBatchRows);
  });

  test("is bounded where pages hold nothing due, since the next ones may be full", () => {
    expect(settle(initialBatchSize.pages, (size) => work(size, 0, size / 100)).size).toBe(800);
  });

  test("does not fall below its bound where every statement is slow", () => {
    expect(settle(initialBatchSize.rows, (size) => work(size, size, 300)).size).toBe(200);
  });

  test("stays the same after a batch that found nothing", () => {
    const before = { size: 70, min: 1, max: 100 };
    expect(adaptBatchSize(before, work(0, 0, 900))).toEqual(before);
  });
});
