import { setTimeout as sleep } from "node:timers/promises";
import { poll } from "#scripts/runtime/processes.ts";
import type { Contender } from "./contenders.ts";

const quietMs = 300_000;

/** Resolves once `count` no-ops are executed. @throws {Error} after five minutes */
async function untilFinished(contender: Contender, count: number, everyMs: number): Promise<void> {
  const done = async () => ((await contender.finished()) >= count ? true : undefined);
  if (!(await poll(done, { timeoutMs: quietMs, everyMs }))) throw new Error(`Fewer than ${count} were done in time.`);
}

/**
 * Milliseconds from enqueue to the start of the handler, one after the other. The contenders take turns, so that the
 * load of the machine affects all of them alike. The first ten only warm up.
 */
export async function measureLatencies(contenders: readonly Contender[], times: number): Promise<number[][]> {
  const warmUp = 10;
  let started = Promise.withResolvers<number>();
  for (const contender of contenders) await contender.work(() => started.resolve(performance.now()));
  const latencies = contenders.map((): number[] => []);
  for (let time = 0; time < warmUp + times; time += 1) {
    for (const [index, contender] of contenders.entries()) {
      started = Promise.withResolvers();
      const enqueuedAt = performance.now();
      await contender.enqueue();
      const startedAt = await started.promise;
      if (time >= warmUp) latencies[index]?.push(startedAt - enqueuedAt);
      await untilFinished(contender, time + 1, 5);
      // The worker still has to record the end and to listen again.
      await sleep(20);
    }
  }
  return latencies;
}

/**
 * Milliseconds for each `share` of the runs from the first enqueue, ten at a time, to the last end. Contenders take
 * turns.
 */
export async function measureShares(
  contenders: readonly Contender[],
  shares: number,
  share: number,
): Promise<number[][]> {
  for (const contender of contenders) await contender.work(() => {});
  const times = contenders.map((): number[] => []);
  for (let done = 0; done < shares; done += 1) {
    for (const [index, contender] of contenders.entries()) {
      const startedAt = performance.now();
      const lane = async () => {
        for (let n = 0; n < share / 10; n += 1) await contender.enqueue();
      };
      await Promise.all(Array.from({ length: 10 }, lane));
      await untilFinished(contender, (done + 1) * share, 25);
      times[index]?.push(performance.now() - startedAt);
    }
  }
  return times;
}
