import { setTimeout as sleep } from "node:timers/promises";
import { databaseFailure } from "./failure.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** A database that answers and has no connection left, or a lock, for this long needs somebody to act. */
const BUSY_MS = 20_000;

/**
 * Does the work, and does it again while the database is out of reach or busy: after 250 ms, then after twice as long
 * each time, up to 5 s, minus up to half by chance, so that many processes don't come at once. `onFailure` hears of
 * each failure. Resolves to null once the signal is aborted. Gives up on a database that is busy for 20 s.
 * @throws what the work throws, if waiting cannot help
 */
export async function untilAnswering<Result>(
  work: () => Promise<Result>,
  options: {
    readonly signal: AbortSignal;
    readonly onFailure: (error: unknown, retryMs: number) => void;
    /** Default: 20 s. */
    readonly busyMs?: number;
  },
): Promise<Result | null> {
  let busySince: number | null = null;
  for (let pauseMs = FIRST_PAUSE_MS; !options.signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      const failure = databaseFailure(error);
      busySince = failure === "busy" ? (busySince ?? performance.now()) : null;
      const isBusyForLong = busySince !== null && performance.now() - busySince > (options.busyMs ?? BUSY_MS);
      if (failure === null || failure === "refused" || isBusyForLong) throw error;
      const retryMs = Math.round(pauseMs * (1 - Math.random() / 2));
      options.onFailure(error, retryMs);
      await sleep(retryMs, undefined, { signal: options.signal }).catch(() => {});
    }
  }
  return null;
}
