import { z } from "zod";
import type { BatchControl, BatchResult } from "#lib/batched-delete/batch-control.ts";
import { targetBatchMs } from "#lib/batched-delete/batch-size.ts";
import { forceIndexScans } from "#lib/batched-delete/due-rows.ts";
import { addFailedRows, type FailedRow } from "#lib/batched-delete/failed-rows.ts";
import { isBusy } from "#lib/batched-delete/is-busy.ts";
import { rowFailureReason } from "#lib/batched-delete/row-failure.ts";
import { type Batch, runBatches, systemTimer } from "#lib/batched-delete/run-batches.ts";
import { inHalves, maxCarefulRows } from "#lib/batched-delete/set-failures-aside.ts";
import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { initialRestoreRun, type RestoreRunState } from "./restore-run-schemas.ts";
import { type RunRange, restoreOfRun, runRange } from "./restore-run-statement.ts";

/** A batch takes about 100 ms. One that takes this long has met a database that is all but stopped. */
const transactionLimits = { timeout: 60_000, maxWait: 30_000 };

export interface RunRestore {
  /**
   * Restores, for every owner, the todos that one cleanup run took and that are still in the trash, in batches. Locked
   * ones are skipped and tried once more at the end. Completed todos come back pinned, so that no cleanup takes them
   * again.
   */
  restoreRun(
    request: { readonly runId: string; readonly now: Date },
    control: BatchControl<RestoreRunState>,
  ): Promise<BatchResult<RestoreRunState>>;
  /** Whether anything that a run took is in the trash, whether or not the run is still in the history. */
  isRunInTrash(runId: string): Promise<boolean>;
}

export function createRunRestore(database: Database): RunRestore {
  return {
    restoreRun({ runId, now }, control) {
      const inTransaction = (work: (transaction: Transaction) => Promise<Step>, state: RestoreRunState) =>
        retryConflict(() =>
          database.$transaction(async (transaction) => {
            await forceIndexScans(transaction);
            const startedAt = systemTimer.now();
            const step = await work(transaction);
            const workMs = systemTimer.now() - startedAt;
            const next = afterStep(state, step);
            await control.save(transaction, next.state);
            return { ...next, size: step.seen, rows: step.restored, workMs };
          }, transactionLimits),
        );
      return runBatches({
        control,
        start: control.saved ?? initialRestoreRun,
        isFinished: ({ pass }) => pass === "finished",
        unit: () => "rows",
        isBusy: () => isBusy(database),
        batch(state, size) {
          const range = { runId, after: state.cursor, limit: size };
          return inTransaction((transaction) => restoreRange(transaction, range, now), state).catch(
            (error: unknown): Promise<Batch<RestoreRunState>> => {
              if (rowFailureReason(error) === null) throw error;
              const few = { ...range, limit: maxCarefulRows };
              return inTransaction((transaction) => restoreInHalves(transaction, few, now), state);
            },
          );
        },
      });
    },

    async isRunInTrash(runId) {
      return (await database.trashedTodo.findFirst({ where: { runId }, select: { id: true } })) !== null;
    },
  };
}

/** The fate of the todos of a range. */
interface Step {
  readonly seen: number;
  readonly restored: number;
  readonly lastId: string | null;
  readonly reachedEnd: boolean;
  readonly failed: readonly FailedRow[];
}

function afterStep(state: RestoreRunState, step: Step): { readonly state: RestoreRunState; readonly pauseMs: number } {
  const counted = {
    ...state,
    restoredCount: state.restoredCount + step.restored,
    batches: state.batches + 1,
    leftCount: state.leftCount + step.seen - step.restored - step.failed.length,
    failed: addFailedRows(state.failed, step.failed),
    cursor: step.lastId ?? state.cursor,
  };
  if (!step.reachedEnd) return { state: counted, pauseMs: 0 };
  const triesAgain = state.pass === "first" && counted.leftCount > 0;
  if (!triesAgain) return { state: { ...counted, pass: "finished" }, pauseMs: 0 };
  // A lock that was held a moment ago is likely to be released a moment later.
  return { state: { ...counted, leftCount: 0, failed: [], cursor: null, pass: "second" }, pauseMs: targetBatchMs };
}

const stepRow = z.tuple([z.object({ seen: z.int().min(0), restored: z.int().min(0), lastId: z.uuid().nullable() })]);

async function restoreRange(transaction: Transaction, range: RunRange, now: Date): Promise<Step> {
  const [step] = stepRow.parse(await transaction.$queryRaw(restoreOfRun(runRange(range), range.runId, now)));
  return { ...step, reachedEnd: step.seen < range.limit, failed: [] };
}

const idRows = z.array(z.object({ id: z.uuid() }));

/** The same for a few todos, of which some are refused by the database: these are set aside. */
async function restoreInHalves(transaction: Transaction, range: RunRange, now: Date): Promise<Step> {
  const found = idRows.parse(await transaction.$queryRaw`SELECT id FROM trashed_todo WHERE ${runRange(range)}`);
  const ids = found.map(({ id }) => id);
  const { outcomes, failed } = await inHalves(transaction, ids, async (some) => {
    const named = Prisma.sql`id = ANY(${some}::uuid[]) AND run_id = ${range.runId}::uuid`;
    return stepRow.parse(await transaction.$queryRaw(restoreOfRun(named, range.runId, now)))[0].restored;
  });
  return {
    seen: ids.length,
    restored: outcomes.reduce((sum, restored) => sum + restored, 0),
    lastId: ids.at(-1) ?? null,
    reachedEnd: ids.length < range.limit,
    failed,
  };
}
