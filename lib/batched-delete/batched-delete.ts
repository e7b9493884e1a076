import type { Database, Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import type { BatchResult, DeleteControl } from "./batch-control.ts";
import { targetBatchMs } from "./batch-size.ts";
import { afterRetry, afterScan, type DeleteState, initialState, isFinished, type ScanStep } from "./delete-state.ts";
import { anyDue, type DueRows } from "./due-rows.ts";
import { scanIndex } from "./index-scan.ts";
import { isBusy } from "./is-busy.ts";
import { hasSamePages, isLockTimeout, planPageScan, scanPages, scanPagesSkippingLocked } from "./page-scan.ts";
import { retrySkipped } from "./retry-skipped.ts";
import { rowFailureReason } from "./row-failure.ts";
import { type Batch, type BatchTimer, runBatches, systemTimer } from "./run-batches.ts";
import { batchSettingFailuresAside } from "./set-failures-aside.ts";

/** A batch takes about 100 ms. One that takes this long has met a database that is all but stopped. */
const transactionLimits = { timeout: 60_000, maxWait: 30_000 };

/**
 * Deletes every due row in batches, each its own short transaction that also saves the state. Locked rows are skipped
 * and retried once at the end; those still locked are counted and left for next time. A row that the database refuses
 * is set aside and counted. Ends early, with `done: false`, after the batch in which the signal is aborted or the
 * budget runs out.
 */
export async function deleteInBatches(work: {
  readonly database: Database;
  readonly rows: DueRows;
  readonly control: DeleteControl<DeleteState>;
  readonly timer?: BatchTimer;
}): Promise<BatchResult<DeleteState>> {
  const { database, rows, control, timer = systemTimer } = work;
  if (control.saved === null && !(await anyDue(database, rows))) return { done: true, state: initialState };

  const start = control.saved === null ? await begin(database, rows) : await resume(database, rows, control.saved);
  return runBatches({ control, timer, start, isFinished, unit, batch, isBusy: () => isBusy(database) });

  function batch(state: DeleteState, size: number): Promise<Batch<DeleteState>> {
    return plainBatch(state, size).catch((error: unknown) => {
      if (rowFailureReason(error) === null) throw error;
      return inTransaction(async (transaction) => {
        const careful = await batchSettingFailuresAside(transaction, rows, state);
        return { ...careful, pauseMs: careful.state.scanned && !state.scanned ? targetBatchMs : 0 };
      });
    });
  }

  function plainBatch(state: DeleteState, size: number): Promise<Batch<DeleteState>> {
    if (state.scanned) return inTransaction((transaction) => retryBatch(transaction, rows, state, size));
    if (state.pages === null) return inTransaction((transaction) => indexBatch(transaction, rows, state, size));
    const range = { pages: state.pages, count: size };
    const atOnce = inTransaction(async (transaction) =>
      pageBatch(state, size, await scanPages(transaction, rows, range)),
    );
    return atOnce.catch((error: unknown) => {
      if (!isLockTimeout(error)) throw error;
      return inTransaction(async (transaction) =>
        pageBatch(state, size, await scanPagesSkippingLocked(transaction, rows, range)),
      );
    });
  }

  function inTransaction(run: (transaction: Transaction) => Promise<UntimedBatch>): Promise<Batch<DeleteState>> {
    return retryConflict(() =>
      database.$transaction(async (transaction) => {
        const startedAt = timer.now();
        const done = await run(transaction);
        const workMs = timer.now() - startedAt;
        await control.save(transaction, done.state);
        return { ...done, workMs };
      }, transactionLimits),
    );
  }
}

type UntimedBatch = Omit<Batch<DeleteState>, "workMs">;

async function begin(database: Database, rows: DueRows): Promise<DeleteState> {
  return { ...initialState, pages: await planPageScan(database, rows) };
}

/** Pages of a table that was rewritten say nothing any more: an index scan finds the rest. */
async function resume(database: Database, rows: DueRows, saved: DeleteState): Promise<DeleteState> {
  if (saved.pages === null || saved.scanned || (await hasSamePages(database, rows, saved.pages))) return saved;
  return { ...saved, pages: null };
}

const unit = (state: DeleteState) => (state.pages === null || state.scanned ? "rows" : "pages");

// A lock that was held a moment ago is likely to be released a moment later: the retry comes after a pause.
const pauseAfter = (step: ScanStep) => (step.reachedEnd ? targetBatchMs : 0);

async function indexBatch(transaction: Transaction, rows: DueRows, state: DeleteState, limit: number) {
  const step = await scanIndex(transaction, rows, { after: state.cursor, limit });
  return { state: afterScan(state, step), size: step.seen, rows: step.deleted, pauseMs: pauseAfter(step) };
}

function pageBatch(state: DeleteState, size: number, step: ScanStep): UntimedBatch {
  return { state: afterScan(state, step), size, rows: step.deleted, pauseMs: pauseAfter(step) };
}

async function retryBatch(transaction: Transaction, rows: DueRows, state: DeleteState, size: number) {
  const ids = state.lockedIds.slice(0, size);
  const step = await retrySkipped(transaction, rows, ids);
  return { state: afterRetry(state, step), size: ids.length, rows: step.deleted, pauseMs: 0 };
}
