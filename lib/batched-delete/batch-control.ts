import type { Transaction } from "#lib/db/client.ts";

/**
 * How a sweep over many rows is bounded, watched and resumed from outside. A sweep works in batches, each its own
 * short transaction; `State` is what a later attempt needs to go on from there, and what the result is counted from.
 */
export interface BatchControl<State> {
  /** The state that an earlier attempt or part of the same run saved; null on a fresh start. */
  readonly saved: State | null;
  /** Aborted on cancelation and on shutdown: the sweep ends after the batch it is in. */
  readonly signal: AbortSignal;
  /** Milliseconds after which the sweep ends with `done: false`; Infinity for no limit. */
  readonly budgetMs: number;
  /** Saves the state in the batch's own transaction, so that count and rows can't disagree after a crash. */
  save(transaction: Transaction, state: State): Promise<void>;
}

/** How a sweep ended: `done` is false when its budget ran out or its signal was aborted. */
export interface Swept<State> {
  readonly state: State;
  readonly done: boolean;
}
