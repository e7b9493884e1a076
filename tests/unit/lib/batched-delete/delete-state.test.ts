import { describe, expect, test } from "vitest";
import {
  afterRetry,
  afterScan,
  type DeleteState,
  deleteStateSchema,
  initialState,
  isFinished,
  maxLockedIds,
} from "#lib/batched-delete/delete-state.ts";
import { newId } from "#lib/id.ts";

const now = new Date("2026-11-24T03:00:00Z");
const ids = (count: number) => Array.from({ length: count }, () => newId(now));
const cursor = () => ({ at: now.toISOString(), id: newId(now) });

describe("the state of a batched delete", () => {
  test("counts a batch of the scan and moves its cursor", () => {
    const last = cursor();
    const lockedIds = ids(1);
    const state = afterScan(initialState, { deleted: 999, position: { cursor: last }, reachedEnd: false, lockedIds });
    expect(state).toEqual({ ...initialState, deletedCount: 999, batches: 1, cursor: last, lockedIds });
    expect(isFinished(state)).toBe(false);
  });

  test("moves on through the pages", () => {
    const position = { pages: { next: 20, end: 90, file: 16_400 } };
    const state = afterScan(initialState, { deleted: 250, position, reachedEnd: false, lockedIds: [] });
    expect(state).toEqual({ ...initialState, ...position, deletedCount: 250, batches: 1 });
  });

  test("keeps its cursor after a batch that found nothing", () => {
    const before: DeleteState = { ...initialState, cursor: cursor() };
    const state = afterScan(before, { deleted: 0, position: {}, reachedEnd: true, lockedIds: [] });
    expect(state.cursor).toEqual(before.cursor);
    expect(isFinished(state)).toBe(true);
  });

  test("is not finished while locked rows wait for their retry", () => {
    const waiting = afterScan(initialState, {
      deleted: 0,
      position: { cursor: cursor() },
      reachedEnd: true,
      lockedIds: ids(3),
    });
    expect(isFinished(waiting)).toBe(false);
    const half = afterRetry(waiting, { retried: 2, deleted: 1, skipped: { locked: 1 } });
    expect(half.lockedIds).toEqual(waiting.lockedIds.slice(2));
    expect(isFinished(half)).toBe(false);
    const all = afterRetry(half, { retried: 1, deleted: 0, skipped: { locked: 1, reopened: 0 } });
    expect(all).toMatchObject({ deletedCount: 1, batches: 3, skipped: { locked: 2 }, lockedIds: [] });
    expect(isFinished(all)).toBe(true);
  });

  test("remembers a bounded number of locked rows and counts the rest as skipped at once", () => {
    const first = afterScan(initialState, {
      deleted: 0,
      position: { cursor: cursor() },
      reachedEnd: false,
      lockedIds: ids(900),
    });
    const second = afterScan(first, {
      deleted: 0,
      position: { cursor: cursor() },
      reachedEnd: false,
      lockedIds: ids(300),
    });
    expect(second.lockedIds).toHaveLength(maxLockedIds);
    expect(second.skipped).toEqual({ locked: 200 });
  });

  test("survives being stored as JSON", () => {
    const state = afterScan(initialState, {
      deleted: 5,
      position: { cursor: cursor() },
      reachedEnd: true,
      lockedIds: ids(2),
    });
    expect(deleteStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});
