import { expect, test } from "vitest";
import { receiptFacts } from "#app/tasks/_run/cleanup-receipt-details.ts";

const older = { deletedCount: 12, batches: 1, asOf: "2026-11-24T03:00:00.000Z" };

test("a receipt in words: what stayed and why, how long it took", () => {
  const skipped = { locked: 1, reopened: 2, pinned: 0, changed: 0 };
  expect(receiptFacts({ ...older, skipped, seconds: 1.5, rowsPerSecond: 8 })).toEqual({
    removed: 12,
    batches: 1,
    asOf: older.asOf,
    skipped: [
      { reason: "locked", text: expect.stringMatching(/next cleanup takes them/), count: 1 },
      { reason: "reopened", text: "reopened meanwhile", count: 2 },
      { reason: "pinned", text: "pinned meanwhile", count: 0 },
      { reason: "changed", text: expect.stringMatching(/meanwhile/), count: 0 },
    ],
    duration: "1.5 s",
    rowsPerSecond: 8,
  });
});

test("the receipt of an older version lacks what was not counted then", () => {
  expect(receiptFacts(older)).toEqual({
    removed: 12,
    batches: 1,
    asOf: older.asOf,
    skipped: [],
    duration: null,
    rowsPerSecond: null,
  });
});

test("a reason that this version doesn't know is named as it is", () => {
  expect(receiptFacts({ ...older, skipped: { shy: 3 } })?.skipped).toEqual([{ reason: "shy", text: "shy", count: 3 }]);
});

test.each([[null], ["text"], [[]], [{ pongAt: older.asOf }]])("what is no receipt: %j", (value) =>
  expect(receiptFacts(value)).toBeNull(),
);
