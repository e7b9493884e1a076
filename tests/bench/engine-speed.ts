import { setTimeout as sleep } from "node:timers/promises";
import { poll } from "#scripts/runtime/processes.ts";
import type { Contender } from "./engine-contenders.ts";

const quietMs = 300_000;

/** Resolves once `count` are done. @throws {Error} after five minutes */
async function untilFinished(contender: Contender, count: number, everyMs: number): Promise<void> {
  const done = async () => ((await contender.finished()) >= count ? true : undefined);
  if (!(await poll(done, { timeoutMs: quietMs, everyMs }))) throw new Error(`Fewer than ${count} were done in time.`);
}

/**
 * Milliseconds from asking to the beginning of the handler, one after the other and the contenders in turn, so that
 * whatever else the machine does slows all of them. The first ten only warm up.
 */
export async function measureLatencies(contenders: readonly Contender[], times: number): Promise<number[][]> {
  const warmUp = 10;
  let begun = Promise.withResolvers<number>();
  for (const contender of contenders) await contender.work(() => begun.resolve(performance.now()));
  const latencies = contenders.map((): number[] => []);
  for (let time = 0; time < warmUp + times; time += 1) {
    for (const [index, contender] of contenders.entries()) {
      begun = Promise.withResolvers();
      const askedAt = performance.now();
      await contender.enqueue();
      const startedAt = await begun.promise;
      if (time >= warmUp) latencies[index]?.push(startedAt - askedAt);
      await untilFinished(contender, time + 1, 5);
      // The worker has yet to note its end and to listen again.
      await sleep(20);
    }
  }
  return latencies;
}

export interface Throughput {
  readonly enqueueMs: number;
  readonly drainMs: number;
}

/** How long it takes to accept that many, 10 at a time, and then to execute them. */
export async function measureThroughput(contender: Contender, count: number): Promise<Throughput> {
  const startedAt = performance.now();
  const lane = async () => {
    for (let n = 0; n < count / 10; n += 1) await contender.enqueue();
  };
  await Promise.all(Array.from({ length: 10 }, lane));
  const acceptedAt = performance.now();
  await contender.work(() => {});
  await untilFinished(contender, count, 250);
  return { enqueueMs: acceptedAt - startedAt, drainMs: performance.now() - acceptedAt };
}
