import type { Database, Transaction } from "#lib/db/client.ts";
import type { BatchControl, Swept } from "./batch-control.ts";
import { targetMs } from "./batch-size.ts";
import { afterRetry, afterWalk, freshSweep, isFinished, type SweepState, type Walked } from "./delete-state.ts";
import { anyDue, type DueRows } from "./due-rows.ts";
import { walkIndex } from "./index-scan.ts";
import { isHeldUp, isSameTable, surveyPages, walkPages, walkPagesCarefully } from "./page-scan.ts";
import { tryAgain } from "./retry-skipped.ts";
import { type Batch, realTime, runBatches, type SweepTime } from "./run-batches.ts";

/** A batch takes about 100 ms; one that takes this long has met a database that is all but stopped. */
const transactionLimits = { timeout: 60_000, maxWait: 30_000 };

/**
 * Removes every due row in batches, each its own short transaction that also saves the state. Rows that somebody else
 * holds are passed over, tried once more at the end, and otherwise left for the next sweep and counted. Ends early,
 * with `done: false`, after the batch in which the signal is aborted or the budget used up.
 */
export async function sweep(work: {
  readonly database: Database;
  readonly rows: DueRows;
  readonly control: BatchControl<SweepState>;
  readonly time?: SweepTime;
}): Promise<Swept<SweepState>> {
  const { database, rows, control, time = realTime } = work;
  if (control.saved === null && !(await anyDue(database, rows))) return { state: freshSweep, done: true };

  const start = control.saved === null ? await begin(database, rows) : await goOn(database, rows, control.saved);
  return runBatches({ control, time, start, isFinished, unit, batch, isBusy: () => isBusy(database) });

  function batch(state: SweepState, size: number): Promise<Batch<SweepState>> {
    if (state.walked) return inTransaction((transaction) => retryStep(transaction, rows, state, size));
    if (state.pages === null) return inTransaction((transaction) => indexStep(transaction, rows, state, size));
    const range = { pages: state.pages, count: size };
    const quickly = inTransaction(async (transaction) =>
      pageStep(state, size, await walkPages(transaction, rows, range)),
    );
    return quickly.catch((error: unknown) => {
      if (!isHeldUp(error)) throw error;
      return inTransaction(async (transaction) =>
        pageStep(state, size, await walkPagesCarefully(transaction, rows, range)),
      );
    });
  }

  function inTransaction(step: (transaction: Transaction) => Promise<Step>): Promise<Batch<SweepState>> {
    return database.$transaction(async (transaction) => {
      const startedAt = time.now();
      const done = await step(transaction);
      const workMs = time.now() - startedAt;
      await control.save(transaction, done.state);
      return { ...done, workMs };
    }, transactionLimits);
  }
}

type Step = Omit<Batch<SweepState>, "workMs">;

async function begin(database: Database, rows: DueRows): Promise<SweepState> {
  return { ...freshSweep, pages: await surveyPages(database, rows) };
}

/** Pages that have become others are of no use: what is left is found by the index. */
async function goOn(database: Database, rows: DueRows, saved: SweepState): Promise<SweepState> {
  if (saved.pages === null || saved.walked || (await isSameTable(database, rows, saved.pages))) return saved;
  return { ...saved, pages: null };
}

/** Whether anybody but us is waiting for an answer of this database. */
async function isBusy(database: Database): Promise<boolean> {
  const found = await database.$queryRaw<unknown[]>`
    SELECT 1 AS busy FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'active' AND backend_type = 'client backend' AND pid <> pg_backend_pid()
    LIMIT 1`;
  return found.length > 0;
}

const unit = (state: SweepState) => (state.pages === null || state.walked ? "rows" : "pages");

// Whoever held a row a moment ago is likely to be done with it a moment later.
const restAfter = (walked: Walked) => (walked.reachedEnd ? targetMs : 0);

async function indexStep(transaction: Transaction, rows: DueRows, state: SweepState, limit: number) {
  const walked = await walkIndex(transaction, rows, { after: state.cursor, limit });
  return { state: afterWalk(state, walked), size: walked.seen, rows: walked.taken, restMs: restAfter(walked) };
}

function pageStep(state: SweepState, size: number, walked: Walked): Step {
  return { state: afterWalk(state, walked), size, rows: walked.taken, restMs: restAfter(walked) };
}

async function retryStep(transaction: Transaction, rows: DueRows, state: SweepState, size: number) {
  const ids = state.passedOver.slice(0, size);
  const retried = await tryAgain(transaction, rows, ids);
  return { state: afterRetry(state, retried), size: ids.length, rows: retried.taken, restMs: 0 };
}
