import { expect, test } from "vitest";
import { cleanupReceipt, cleanupReceiptSchema } from "#lib/tasks/cleanup-receipt.ts";

const startedAt = new Date("2026-11-24T03:00:00.000Z");
const asOf = new Date("2026-11-24T02:59:59.000Z");
const nothing = { deletedCount: 0, batches: 0, skipped: {}, failed: [] };

test("counts the whole run and says what stayed, zeros included", () => {
  const endedAt = new Date("2026-11-24T03:00:02.500Z");
  const receipt = cleanupReceipt(
    { deletedCount: 500, batches: 4, skipped: { locked: 2, pinned: 1 }, failed: [] },
    {
      asOf,
      startedAt,
      endedAt,
    },
  );
  expect(receipt).toEqual({
    deletedCount: 500,
    batches: 4,
    asOf: "2026-11-24T02:59:59.000Z",
    skipped: { locked: 2, reopened: 0, pinned: 1, changed: 0 },
    failed: [],
    seconds: 2.5,
    rowsPerSecond: 200,
  });
  expect(cleanupReceiptSchema.parse(receipt)).toEqual(receipt);
});

test("stays sensible where nothing was due, and where another machine's clock is behind", () => {
  const run = { asOf, startedAt, endedAt: new Date(startedAt.getTime() - 50) };
  expect(cleanupReceipt(nothing, run)).toMatchObject({ deletedCount: 0, seconds: 0.001, rowsPerSecond: 0 });
});

test("reads what an older version stored", () => {
  const stored = { deletedCount: 12, batches: 1, asOf: "2026-11-01T03:00:00.000Z" };
  expect(cleanupReceiptSchema.parse(stored)).toEqual(stored);
});
