import { setTimeout as sleep } from "node:timers/promises";
import { sqlStateOf } from "./sql-state.ts";

const serializationFailure = "40001";
const deadlock = "40P01";

/** The other transaction of a deadlock has to wake up first. Who repeats at once may take its lock away again. */
const deadlockPauseMs = 50;

/**
 * Does `work` once more if PostgreSQL rolled it back in favour of somebody else's, by a deadlock or a serialization
 * failure. `work` is a whole transaction, or one statement outside of any.
 */
export async function retryConflict<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const state = sqlStateOf(error);
    if (state !== serializationFailure && state !== deadlock) throw error;
    if (state === deadlock) await sleep(deadlockPauseMs);
    return await work();
  }
}
