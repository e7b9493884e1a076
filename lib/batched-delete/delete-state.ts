import { z } from "zod";

const count = z.int().min(0);

/** Where a walk along an index on (instant, id) stands: the last row that it looked at. */
const sweepKeySchema = z.object({ at: z.iso.datetime(), id: z.uuid() });
export type SweepKey = Readonly<z.output<typeof sweepKeySchema>>;

/** Where a walk through the pages of a table stands: at `next`, with all before `end` to do. */
const sweepPagesSchema = z.object({
  next: count,
  end: count,
  /** The file that the pages are of; a table that was rewritten since then has another. */
  file: count,
});
export type SweepPages = Readonly<z.output<typeof sweepPagesSchema>>;

/**
 * Everything a sweep has to remember, plain JSON, counted over all attempts of a run. Saved with every batch, in that
 * batch's transaction.
 */
export const sweepStateSchema = z.object({
  deletedCount: count,
  batches: count,
  /** Due rows that were left for next time, by reason: `locked` or one that the swept table names. */
  skipped: z.record(z.string(), count),
  /** Where the walk stands that follows the index, … */
  cursor: sweepKeySchema.nullable(),
  /** … or the walk through the pages, which is the quicker one where most of them hold something due. */
  pages: sweepPagesSchema.nullable(),
  /** Whether the walk reached its end; then only `passedOver` is left to do. */
  walked: z.boolean(),
  /** Rows that somebody else held when the walk came by, tried once more at the end. */
  passedOver: z.array(z.uuid()),
});
export type SweepState = Readonly<z.output<typeof sweepStateSchema>>;

export const freshSweep: SweepState = {
  deletedCount: 0,
  batches: 0,
  skipped: {},
  cursor: null,
  pages: null,
  walked: false,
  passedOver: [],
};

/** How many passed-over rows are remembered for the second try; what is beyond waits for the next sweep at once. */
export const passedOverLimit = 1_000;

/** What one step of a walk came to. */
export interface Walked {
  readonly taken: number;
  readonly passedOver: readonly string[];
  readonly reachedEnd: boolean;
  /** Where the walk stands now. */
  readonly position: Partial<Pick<SweepState, "cursor" | "pages">>;
}

/** What a second try came to. */
export interface Retried {
  readonly tried: number;
  readonly taken: number;
  readonly skipped: Readonly<Record<string, number>>;
}

/** The state after one more step of the walk. */
export function afterWalk(state: SweepState, step: Walked): SweepState {
  const room = Math.max(0, passedOverLimit - state.passedOver.length);
  return {
    ...state,
    ...step.position,
    deletedCount: state.deletedCount + step.taken,
    batches: state.batches + 1,
    skipped: addCounts(state.skipped, { locked: Math.max(0, step.passedOver.length - room) }),
    walked: step.reachedEnd,
    passedOver: [...state.passedOver, ...step.passedOver.slice(0, room)],
  };
}

/** The state after the first of the passed-over rows had their second try. */
export function afterRetry(state: SweepState, retry: Retried): SweepState {
  return {
    ...state,
    deletedCount: state.deletedCount + retry.taken,
    batches: state.batches + 1,
    skipped: addCounts(state.skipped, retry.skipped),
    passedOver: state.passedOver.slice(retry.tried),
  };
}

/** Whether nothing is left to do. */
export function isFinished(state: SweepState): boolean {
  return state.walked && state.passedOver.length === 0;
}

function addCounts(counts: SweepState["skipped"], more: SweepState["skipped"]): SweepState["skipped"] {
  const added = Object.entries(more).filter(([, value]) => value > 0);
  return { ...counts, ...Object.fromEntries(added.map(([reason, value]) => [reason, (counts[reason] ?? 0) + value])) };
}
