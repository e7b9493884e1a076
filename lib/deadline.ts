import { setTimeout as sleep } from "node:timers/promises";

/** Waits for the work, for `ms` at most. Resolves to whether it ended in time; an error of it counts as its end. */
export async function endsWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const timer = new AbortController();
  const late = sleep(ms, false, { signal: timer.signal }).catch(() => false);
  const ended = work.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([ended, late]);
  timer.abort();
  return inTime;
}
