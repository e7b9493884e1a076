import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { createApp } from "#lib/composition/create-app.ts";
import { defineTask } from "#lib/tasks/define-task.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { benchEnv } from "./contenders.ts";

/** A task whose first attempt hangs and whose second ends at once. */
export const endless = (sleep: (ms: number) => Promise<unknown>) =>
  defineTask({
    name: "bench/endless",
    title: "Hangs once",
    description: "Exists for the benchmark only.",
    payload: z.strictObject({}),
    result: z.null(),
    retries: { limit: 3, delaySeconds: 2 },
    async run(_payload, { attempt, batches }) {
      while (attempt === 1 && !batches.signal.aborted) await sleep(100);
      return null;
    },
  });

/** Milliseconds from `kill -9` of the process that executes a run until another process starts the next attempt. */
export async function measureRerun(url: string): Promise<number> {
  const executing = await startWorker(url);
  const task = endless(async () => {});
  const app = createApp(benchEnv(url), { definitions: { benchEndless: task } });
  const { run } = await app.runs.enqueue(task, {});
  const attemptIs = (attempt: number) => async () =>
    (await app.runs.get(run.id)).attempt >= attempt ? true : undefined;
  try {
    if (!(await poll(attemptIs(1), { timeoutMs: 30_000 }))) throw new Error("The run never started.");
    const standby = await startWorker(url);
    try {
      executing.kill("SIGKILL");
      const killedAt = performance.now();
      if (!(await poll(attemptIs(2), { timeoutMs: 120_000 })))
        throw new Error("No other process started the run again.");
      return performance.now() - killedAt;
    } finally {
      await endWorker(standby);
    }
  } finally {
    executing.kill("SIGKILL");
    await app.close();
  }
}

async function startWorker(url: string): Promise<ChildProcess> {
  const worker = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), [url]);
  await Promise.race([
    once(worker, "message"),
    once(worker, "exit").then(([code]) => {
      throw new Error(`The worker process ended early, with exit code ${code}.`);
    }),
  ]);
  return worker;
}

async function endWorker(worker: ChildProcess): Promise<void> {
  const exited = once(worker, "exit");
  worker.kill("SIGTERM");
  await exited;
}
