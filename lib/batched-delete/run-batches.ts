import { setTimeout as wait } from "node:timers/promises";
import { inSpan } from "#lib/tracing/span.ts";
import type { BatchControl, BatchResult } from "./batch-control.ts";
import { adaptBatchSize, type BatchSize, type BatchWork, initialBatchSize } from "./batch-size.ts";

/** A monotonic clock in milliseconds, and a pause that an abort cuts short. */
export interface BatchTimer {
  now(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemTimer: BatchTimer = {
  now: () => performance.now(),
  pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};

const maxBusyPauseMs = 250;

/** The outcome of one committed batch. */
export interface Batch<State> extends BatchWork {
  readonly state: State;
  /** The least pause before the next batch. */
  readonly pauseMs: number;
}

/**
 * Runs batch after batch until `isFinished`, each sized to take about 100 ms. While others keep the database busy, it
 * pauses after each batch as long as that took, and so leaves them at least half of the time. It ends early, with
 * `done: false`, after the batch in which the signal is aborted or the budget runs out. Each call runs at least one
 * batch, unless it is aborted from the start.
 */
export async function runBatches<State>(work: {
  readonly start: State;
  readonly isFinished: (state: State) => boolean;
  /** The unit of the next batch's size. */
  readonly unit: (state: State) => keyof typeof initialBatchSize;
  /** Runs and commits one batch that looks at no more than `size` rows or pages. */
  readonly batch: (state: State, size: number) => Promise<Batch<State>>;
  /** Whether others are using the database just now. */
  readonly isBusy: () => Promise<boolean>;
  readonly control: Pick<BatchControl<State>, "signal" | "budgetMs">;
  readonly timer?: BatchTimer;
}): Promise<BatchResult<State>> {
  const { isFinished, unit, control, timer = systemTimer } = work;
  const startedAt = timer.now();
  let state = work.start;
  let batchSize: BatchSize = initialBatchSize[unit(state)];
  while (!isFinished(state)) {
    if (control.signal.aborted) return { done: false, reached: state };
    const batchStartedAt = timer.now();
    const batch = await inSpan("batch", {}, () => work.batch(state, batchSize.size));
    const now = timer.now();
    const isSameUnit = unit(batch.state) === unit(state);
    batchSize = isSameUnit ? adaptBatchSize(batchSize, batch) : initialBatchSize[unit(batch.state)];
    state = batch.state;
    if (isFinished(state)) break;
    if (control.signal.aborted || now - startedAt >= control.budgetMs) return { done: false, reached: state };
    const busyPauseMs = (await work.isBusy()) ? Math.min(now - batchStartedAt, maxBusyPauseMs) : 0;
    const pauseMs = Math.max(busyPauseMs, batch.pauseMs);
    if (pauseMs > 0) await timer.pause(pauseMs, control.signal);
  }
  return { done: true, state };
}
