import type { BatchControl, BatchResult } from "#lib/batched-delete/batch-control.ts";
import type { Database } from "#lib/db/client.ts";
import { toInstant } from "#lib/instant.ts";
import { runPageMax } from "../limits.ts";
import type { RunQueries } from "../run-queries.ts";
import type { Run, RunStatus } from "../schemas.ts";
import type { BulkFilter, BulkPreview, BulkState } from "./bulk-schemas.ts";

/** The runs to act on: those created before `asOf`, which is `now` unless the filter says otherwise. */
export interface BulkSelection {
  readonly status: RunStatus;
  readonly filter: BulkFilter;
  readonly now: Date;
}

/** Bounds for it, and the means to save its progress. */
export type BulkControl = BatchControl<BulkState>;
export type BulkOutcome = BatchResult<BulkState>;

/** The outcome for one run. */
export type Acted = "done" | "skipped" | "left-out";

/** Acts on all runs that a filter lets through, newest first. */
export interface BulkRuns {
  /** Counts them, up to 1,000, without those that the action leaves out. */
  preview(selection: BulkSelection, isLeftOut: (run: Run) => boolean): Promise<BulkPreview>;
  /**
   * Acts on one after the other, and saves its position after each few. After a crash some are acted on again, so `act`
   * must allow that.
   */
  actOnAll(selection: BulkSelection, act: (run: Run) => Promise<Acted>, control: BulkControl): Promise<BulkOutcome>;
}

/** Counting stops here. */
const countMax = 1_000;

/** Few, so that a cancelation is noticed soon where the engine is slow to take runs. */
const pageSize = 20;

export function createBulkRuns(database: Database, queries: Pick<RunQueries, "list">): BulkRuns {
  const pageOf = ({ status, filter, now }: BulkSelection, cursor: string | null, limit: number) => {
    const { asOf: _asOf, q = "", to, ...rest } = filter;
    const asOf = asOfOf({ filter, now });
    const until = to === undefined || toInstant(to) > asOf ? asOf.toISOString() : to;
    return queries.list({ ...rest, q, status, to: until, limit, ...(cursor !== null && { cursor }) });
  };

  return {
    async preview(selection, isLeftOut) {
      const tasks = new Map<string, number>();
      let cursor: string | null = null;
      let count = 0;
      let oldest: string | null = null;
      do {
        const page: Awaited<ReturnType<RunQueries["list"]>> = await pageOf(selection, cursor, runPageMax);
        const runs = page.items.filter((run) => !isLeftOut(run));
        for (const run of runs) tasks.set(run.task, (tasks.get(run.task) ?? 0) + 1);
        count += runs.length;
        oldest = runs.at(-1)?.createdAt ?? oldest;
        cursor = page.nextCursor;
      } while (cursor !== null && count < countMax);
      return {
        count,
        isComplete: cursor === null,
        tasks: [...tasks].map(([task, each]) => ({ task, count: each })).sort((a, b) => b.count - a.count),
        oldest,
        asOf: asOfOf(selection).toISOString(),
      };
    },

    async actOnAll(selection, act, control) {
      const save = (state: BulkState) => database.$transaction((transaction) => control.save(transaction, state));
      const endAt = performance.now() + control.budgetMs;
      let state = control.saved ?? { cursor: null, doneCount: 0, skippedCount: 0 };
      for (;;) {
        const { items, nextCursor } = await pageOf(selection, state.cursor, pageSize);
        for (const run of items) {
          if (control.signal.aborted) return { done: false, reached: state };
          state = counted(state, run, await act(run));
          if (performance.now() < endAt) continue;
          await save(state);
          return { done: false, reached: state };
        }
        if (nextCursor === null) return { done: true, state };
        state = { ...state, cursor: nextCursor };
        await save(state);
      }
    },
  };
}

function counted({ doneCount, skippedCount }: BulkState, { id: cursor }: Run, acted: Acted): BulkState {
  return {
    cursor,
    doneCount: doneCount + (acted === "done" ? 1 : 0),
    skippedCount: skippedCount + (acted === "skipped" ? 1 : 0),
  };
}

function asOfOf({ filter, now }: Pick<BulkSelection, "filter" | "now">): Date {
  const given = filter.asOf === undefined ? now : toInstant(filter.asOf);
  return given < now ? given : now;
}
