import type { Transaction } from "#lib/db/client.ts";

/**
 * Bounds, stops and resumes work in batches, each its own short transaction. A later attempt continues from `State`,
 * and the result is counted from it.
 */
export interface BatchControl<State> {
  /** The state that an earlier attempt or slice of the same run saved; null on a fresh start. */
  readonly saved: State | null;
  /** Aborted on cancelation and on shutdown: the work ends after the current batch. */
  readonly signal: AbortSignal;
  /** Milliseconds after which the work ends with `done: false`; Infinity for no limit. */
  readonly budgetMs: number;
  /** Saves the state in the batch's own transaction, so that count and rows can't disagree after a crash. */
  save(transaction: Transaction, state: State): Promise<void>;
}

/** The outcome of work in batches: `done` is false when its budget ran out or its signal was aborted. */
export interface BatchResult<State> {
  readonly state: State;
  readonly done: boolean;
}
