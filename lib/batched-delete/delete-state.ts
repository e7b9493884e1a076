import { z } from "zod";
import { addFailedRows, type FailedRow, failedRowsSchema } from "./failed-rows.ts";

const count = z.int().min(0);

/** The position of an index scan on (instant, id): the last row that it looked at. */
const indexCursorSchema = z.object({ at: z.iso.datetime(), id: z.uuid() });
export type IndexCursor = Readonly<z.output<typeof indexCursorSchema>>;

/** The position of a page scan: the pages from `next` up to `end` are left. */
const pageCursorSchema = z.object({
  next: count,
  end: count,
  /** The file that holds the pages. A table that was rewritten since then has another. */
  file: count,
});
export type PageCursor = Readonly<z.output<typeof pageCursorSchema>>;

/** The saved state of a batched delete, as plain JSON, counted over all attempts of a run. */
export const deleteStateSchema = z.object({
  deletedCount: count,
  batches: count,
  /** Due rows left for the next batched delete, by reason: `locked`, or a reason that `DueRows` names. */
  skipped: z.record(z.string(), count),
  /** Rows that the database refused. They were set aside. */
  failed: failedRowsSchema.default([]),
  /** Position of the index scan. */
  cursor: indexCursorSchema.nullable(),
  /** Position of the page scan, which is faster where most pages hold due rows; null for an index scan. */
  pages: pageCursorSchema.nullable(),
  /** Whether the scan reached its end. Only `lockedIds` are left then. */
  scanned: z.boolean(),
  /** Rows that were locked when the scan came by. They are retried once, at the end. */
  lockedIds: z.array(z.uuid()),
});
export type DeleteState = Readonly<z.output<typeof deleteStateSchema>>;

export const initialState: DeleteState = {
  deletedCount: 0,
  batches: 0,
  skipped: {},
  failed: [],
  cursor: null,
  pages: null,
  scanned: false,
  lockedIds: [],
};

/** The most locked rows that are remembered for the retry. Any more count as skipped at once. */
export const maxLockedIds = 1_000;

/** The outcome of one batch of a scan. */
export interface ScanStep {
  readonly deleted: number;
  readonly lockedIds: readonly string[];
  readonly reachedEnd: boolean;
  readonly failed?: readonly FailedRow[];
  /** The position of the scan. */
  readonly position: Partial<Pick<DeleteState, "cursor" | "pages">>;
}

/** The outcome of one batch of retried rows. */
export interface RetryStep {
  readonly retried: number;
  readonly deleted: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly failed?: readonly FailedRow[];
}

/** The state after one more batch of the scan. */
export function afterScan(state: DeleteState, step: ScanStep): DeleteState {
  const room = Math.max(0, maxLockedIds - state.lockedIds.length);
  return {
    ...state,
    ...step.position,
    deletedCount: state.deletedCount + step.deleted,
    batches: state.batches + 1,
    skipped: addCounts(state.skipped, { locked: Math.max(0, step.lockedIds.length - room) }),
    failed: addFailedRows(state.failed, step.failed ?? []),
    scanned: step.reachedEnd,
    lockedIds: [...state.lockedIds, ...step.lockedIds.slice(0, room)],
  };
}

/** The state after the first of the locked rows were retried. */
export function afterRetry(state: DeleteState, step: RetryStep): DeleteState {
  return {
    ...state,
    deletedCount: state.deletedCount + step.deleted,
    batches: state.batches + 1,
    skipped: addCounts(state.skipped, step.skipped),
    failed: addFailedRows(state.failed, step.failed ?? []),
    lockedIds: state.lockedIds.slice(step.retried),
  };
}

/** Whether nothing is left to do. */
export function isFinished(state: DeleteState): boolean {
  return state.scanned && state.lockedIds.length === 0;
}

function addCounts(counts: DeleteState["skipped"], more: DeleteState["skipped"]): DeleteState["skipped"] {
  const added = Object.entries(more).filter(([, value]) => value > 0);
  return { ...counts, ...Object.fromEntries(added.map(([reason, value]) => [reason, (counts[reason] ?? 0) + value])) };
}
