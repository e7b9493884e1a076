import { describe, expect, test } from "vitest";
import { targetBatchMs } from "#lib/batched-delete/batch-size.ts";
import { runBatches } from "#lib/batched-delete/run-batches.ts";
import { reached } from "#tests/support/batches/reached.ts";

/** Rows that are left, deleted at a cost per row by a clock that only batches and pauses move. */
function simulation(options: {
  msPerRow: (doneBefore: number) => number;
  /** The fixed cost of a transaction. */
  commitMs?: number;
  pauseMs?: number;
  busyAfter?: (doneBefore: number) => boolean;
}) {
  const sizes: number[] = [];
  const pauses: number[] = [];
  let now = 0;
  return {
    sizes,
    pauses,
    timer: {
      now: () => now,
      async pause(ms: number) {
        pauses.push(ms);
        now += ms;
      },
    },
    isFinished: (left: number) => left === 0,
    unit: () => "rows" as const,
    isBusy: async () => options.busyAfter?.(sizes.length) ?? false,
    async batch(left: number, size: number) {
      const rows = Math.min(left, size);
      sizes.push(size);
      const workMs = rows * options.msPerRow(sizes.length - 1);
      now += workMs + (options.commitMs ?? 0);
      return { state: left - rows, size: rows, rows, workMs, pauseMs: options.pauseMs ?? 0 };
    },
  };
}

const unlimited = () => ({ signal: new AbortController().signal, budgetMs: Number.POSITIVE_INFINITY });

describe("runBatches", () => {
  test("does nothing where nothing is left", async () => {
    const work = simulation({ msPerRow: () => 1 });
    expect(await runBatches({ ...work, start: 0, control: unlimited() })).toEqual({ state: 0, done: true });
    expect(work.sizes).toEqual([]);
  });

  test("grows and shrinks batches toward the target time", async () => {
    const cheap = simulation({ msPerRow: () => 0.04 });
    await runBatches({ ...cheap, start: 20_000, control: unlimited() });
    expect(cheap.sizes.slice(0, 4)).toEqual([1_000, 2_000, 2_500, 2_500]);

    const expensive = simulation({ msPerRow: () => 1 });
    await runBatches({ ...expensive, start: 3_000, control: unlimited() });
    expect(expensive.sizes.slice(0, 5)).toEqual([1_000, 500, 250, 200, 200]);
  });

  test("starts with the initial size when the unit changes", async () => {
    const work = simulation({ msPerRow: () => 0.01 });
    const unit = (left: number) => (left > 7_000 ? ("rows" as const) : ("pages" as const));
    await runBatches({ ...work, unit, start: 10_000, control: unlimited() });
    expect(work.sizes.slice(0, 5)).toEqual([1_000, 2_000, 20, 40, 80]);
  });

  test("does not shrink batches because commits are slow", async () => {
    const work = simulation({ msPerRow: () => 0.02, commitMs: 400 });
    await runBatches({ ...work, start: 30_000, control: unlimited() });
    expect(work.sizes.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 5_000, 5_000]);
  });

  test("pauses as long as a batch took while others are busy, at most 250 ms, and not after the last batch", async () => {
    const work = simulation({ msPerRow: () => 0.1, commitMs: 5, busyAfter: (batches) => batches !== 2 });
    await runBatches({ ...work, start: 4_000, control: unlimited() });
    expect(work.sizes).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect(work.pauses.map(Math.round)).toEqual([105, 105]);

    const slow = simulation({ msPerRow: () => 9, busyAfter: () => true });
    await runBatches({ ...slow, start: 1_500, control: unlimited() });
    expect(slow.pauses).toEqual([250]);
  });

  test("pauses as long as a batch asks for", async () => {
    const work = simulation({ msPerRow: () => 0.1, pauseMs: targetBatchMs });
    await runBatches({ ...work, start: 2_500, control: unlimited() });
    expect(work.pauses).toEqual([targetBatchMs, targetBatchMs]);
  });

  test("stops after the batch that uses up its budget, and continues from there", async () => {
    const work = simulation({ msPerRow: () => 0.1 });
    const first = await runBatches({ ...work, start: 5_000, control: { ...unlimited(), budgetMs: 150 } });
    expect(first).toEqual({ done: false, reached: 3_000 });
    expect(await runBatches({ ...work, start: reached(first).state, control: unlimited() })).toEqual({
      state: 0,
      done: true,
    });
  });

  test("runs a batch even without a budget, so that repeated calls come to an end", async () => {
    const work = simulation({ msPerRow: () => 0.1 });
    const control = { ...unlimited(), budgetMs: 0 };
    expect(await runBatches({ ...work, start: 5_000, control })).toEqual({ done: false, reached: 4_000 });
  });

  test("does nothing once aborted", async () => {
    const work = simulation({ msPerRow: () => 1 });
    const control = { ...unlimited(), signal: AbortSignal.abort() };
    expect(await runBatches({ ...work, start: 9, control })).toEqual({ done: false, reached: 9 });
    expect(work.sizes).toEqual([]);
  });

  test("ends after the batch in which it is aborted", async () => {
    const work = simulation({ msPerRow: () => 0.1 });
    const aborter = new AbortController();
    const batch = (left: number, size: number) => {
      if (work.sizes.length === 1) aborter.abort();
      return work.batch(left, size);
    };
    const control = { ...unlimited(), signal: aborter.signal };
    expect(await runBatches({ ...work, batch, start: 5_000, control })).toEqual({ done: false, reached: 3_000 });
  });

  test("ends when aborted during a pause", async () => {
    const work = simulation({ msPerRow: () => 0.1, pauseMs: 50 });
    const aborter = new AbortController();
    const timer = { ...work.timer, pause: async () => aborter.abort() };
    const control = { ...unlimited(), signal: aborter.signal };
    expect(await runBatches({ ...work, timer, start: 5_000, control })).toEqual({ done: false, reached: 4_000 });
  });

  test("cuts a real pause short when aborted", async () => {
    const work = simulation({ msPerRow: () => 0, pauseMs: 3_600_000 });
    const aborter = new AbortController();
    const running = runBatches({
      start: 5_000,
      isFinished: work.isFinished,
      unit: work.unit,
      isBusy: work.isBusy,
      batch: work.batch,
      control: { ...unlimited(), signal: aborter.signal },
    });
    setImmediate(() => aborter.abort());
    expect((await running).done).toBe(false);
  });

  test("lets the error of a batch through", async () => {
    const work = simulation({ msPerRow: () => 1 });
    const batch = () => Promise.reject(new Error("connection lost"));
    await expect(runBatches({ ...work, batch, start: 9, control: unlimited() })).rejects.toThrow("connection lost");
  });
});
