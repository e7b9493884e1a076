import type { BatchResult } from "#lib/batched-delete/batch-control.ts";

/** What work in batches reached, done or not. */
export function reached<State>(outcome: BatchResult<State>): { readonly done: boolean; readonly state: State } {
  return { done: outcome.done, state: outcome.done ? outcome.state : outcome.reached };
}
