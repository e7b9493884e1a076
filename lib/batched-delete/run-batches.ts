import { setTimeout as wait } from "node:timers/promises";
import type { BatchControl, Swept } from "./batch-control.ts";
import { adapt, type Effort, type Pace, startingPace } from "./batch-size.ts";

/** Time as a sweep sees it: a monotonic clock in milliseconds, and a pause that an abort cuts short. */
export interface SweepTime {
  now(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const realTime: SweepTime = {
  now: () => performance.now(),
  pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
};

const longestPauseMs = 250;

/** What one committed batch came to. */
export interface Batch<State> extends Effort {
  readonly state: State;
  /** How long to wait at least before the next. */
  readonly restMs: number;
}

/**
 * Does batch after batch until `isFinished`, sized so that each takes about 100 ms. While others keep the database busy it
 * rests after each batch as long as that took, so that they have at least half of it to themselves. Ends early, with `done: false`, after the batch in which the signal is aborted or the budget used up: each call
 * does at least one batch unless it is aborted from the start.
 */
export async function runBatches<State>(work: {
  readonly start: State;
  readonly isFinished: (state: State) => boolean;
  /** What the size of the next batch is counted in. */
  readonly unit: (state: State) => keyof typeof startingPace;
  /** Does one batch that looks at no more than `size` rows or pages, and commits it. */
  readonly batch: (state: State, size: number) => Promise<Batch<State>>;
  /** Whether others are using the database just now. */
  readonly isBusy: () => Promise<boolean>;
  readonly control: Pick<BatchControl<State>, "signal" | "budgetMs">;
  readonly time?: SweepTime;
}): Promise<Swept<State>> {
  const { isFinished, unit, control, time = realTime } = work;
  const startedAt = time.now();
  let state = work.start;
  let pace: Pace = startingPace[unit(state)];
  while (!isFinished(state)) {
    if (control.signal.aborted) return { state, done: false };
    const batchStartedAt = time.now();
    const batch = await work.batch(state, pace.size);
    const now = time.now();
    pace = unit(batch.state) === unit(state) ? adapt(pace, batch) : startingPace[unit(batch.state)];
    state = batch.state;
    if (isFinished(state)) break;
    if (control.signal.aborted || now - startedAt >= control.budgetMs) return { state, done: false };
    const pauseMs = (await work.isBusy()) ? Math.min(now - batchStartedAt, longestPauseMs) : 0;
    const restMs = Math.max(pauseMs, batch.restMs);
    if (restMs > 0) await time.pause(restMs, control.signal);
  }
  return { state, done: true };
}
