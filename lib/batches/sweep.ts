import type { Database, Transaction } from "#lib/db/client.ts";
import type { BatchControl, Swept } from "./batch-control.ts";
import { anyDue, type DueRows, followIndexes, retry, walkOn } from "./due-rows.ts";
import { targetMs } from "./pace.ts";
import { type Batch, runBatches, type SweepTime } from "./run-batches.ts";
import { afterRetry, afterWalk, freshSweep, isFinished, type SweepState } from "./sweep-state.ts";

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
  const { database, rows, control } = work;
  if (control.saved === null && !(await anyDue(database, rows))) return { state: freshSweep, done: true };
  return runBatches({
    ...work,
    start: control.saved ?? freshSweep,
    isFinished,
    batch: (state, size) =>
      database.$transaction(async (transaction) => {
        await followIndexes(transaction);
        const step = state.walked ? tryAgain : walk;
        const batch = await step(transaction, rows, state, size);
        await control.save(transaction, batch.state);
        return batch;
      }, transactionLimits),
  });
}

type Step = (transaction: Transaction, rows: DueRows, state: SweepState, size: number) => Promise<Batch<SweepState>>;

const walk: Step = async (transaction, rows, state, size) => {
  const walked = await walkOn(transaction, rows, { after: state.cursor, limit: size });
  // Whoever held a row a moment ago is likely to be done with it a moment later.
  return { state: afterWalk(state, walked), rows: walked.seen, restMs: walked.reachedEnd ? targetMs : 0 };
};

const tryAgain: Step = async (transaction, rows, state, size) => {
  const ids = state.passedOver.slice(0, size);
  return { state: afterRetry(state, await retry(transaction, rows, ids)), rows: ids.length, restMs: 0 };
};
