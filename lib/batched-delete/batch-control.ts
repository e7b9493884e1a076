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
  /**
   * Saves the state in the batch's own transaction, so that count and rows can't disagree after a crash. A property,
   * since the compiler would let a method take a narrower state.
   */
  readonly save: (transaction: Transaction, state: State) => Promise<void>;
}

/** Control over work that deletes by age. Only tasks that declare themselves irreversible have it. */
export interface DeleteControl<State> extends BatchControl<State> {
  /** A clock that is ahead would take rows for older than they are. */
  readonly clockIsRight: true;
}

/**
 * The outcome of work in batches. It is not done when its budget ran out or its signal was aborted: then nobody can
 * take what it reached so far for its result.
 */
export type BatchResult<State> =
  | { readonly done: true; readonly state: State }
  | { readonly done: false; readonly reached: State };
