import { describe, expect, test } from "vitest";
import {
  afterRetry,
  afterWalk,
  freshSweep,
  isFinished,
  passedOverLimit,
  type SweepState,
  sweepStateSchema,
} from "#lib/batched-delete/delete-state.ts";
import { newId } from "#lib/id.ts";

const now = new Date("2026-11-24T03:00:00Z");
const ids = (count: number) => Array.from({ length: count }, () => newId(now));
const key = () => ({ at: now.toISOString(), id: newId(now) });

describe("a sweep's state", () => {
  test("counts a walk, and moves its cursor on", () => {
    const last = key();
    const [held] = ids(1);
    const passedOver = held ? [held] : [];
    const state = afterWalk(freshSweep, { taken: 999, position: { cursor: last }, reachedEnd: false, passedOver });
    expect(state).toEqual({ ...freshSweep, deletedCount: 999, batches: 1, cursor: last, passedOver });
    expect(isFinished(state)).toBe(false);
  });

  test("moves on through the pages as well", () => {
    const position = { pages: { next: 20, end: 90, file: 16_400 } };
    const state = afterWalk(freshSweep, { taken: 250, position, reachedEnd: false, passedOver: [] });
    expect(state).toEqual({ ...freshSweep, ...position, deletedCount: 250, batches: 1 });
  });

  test("keeps its cursor where a step found nothing", () => {
    const before: SweepState = { ...freshSweep, cursor: key() };
    const state = afterWalk(before, { taken: 0, position: {}, reachedEnd: true, passedOver: [] });
    expect(state.cursor).toEqual(before.cursor);
    expect(isFinished(state)).toBe(true);
  });

  test("is not finished while rows wait for their second try", () => {
    const waiting = afterWalk(freshSweep, {
      taken: 0,
      position: { cursor: key() },
      reachedEnd: true,
      passedOver: ids(3),
    });
    expect(isFinished(waiting)).toBe(false);
    const half = afterRetry(waiting, { tried: 2, taken: 1, skipped: { locked: 1 } });
    expect(half.passedOver).toEqual(waiting.passedOver.slice(2));
    expect(isFinished(half)).toBe(false);
    const all = afterRetry(half, { tried: 1, taken: 0, skipped: { locked: 1, reopened: 0 } });
    expect(all).toMatchObject({ deletedCount: 1, batches: 3, skipped: { locked: 2 }, passedOver: [] });
    expect(isFinished(all)).toBe(true);
  });

  test("remembers a bounded number of passed-over rows and counts the rest as locked at once", () => {
    const first = afterWalk(freshSweep, {
      taken: 0,
      position: { cursor: key() },
      reachedEnd: false,
      passedOver: ids(900),
    });
    const second = afterWalk(first, { taken: 0, position: { cursor: key() }, reachedEnd: false, passedOver: ids(300) });
    expect(second.passedOver).toHaveLength(passedOverLimit);
    expect(second.skipped).toEqual({ locked: 200 });
  });

  test("survives being stored as JSON", () => {
    const state = afterWalk(freshSweep, {
      taken: 5,
      position: { cursor: key() },
      reachedEnd: true,
      passedOver: ids(2),
    });
    expect(sweepStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});
