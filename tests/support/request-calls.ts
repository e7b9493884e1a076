import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "#lib/composition/create-app.ts";
import type { RequestExecution } from "#lib/scheduler/request-execution.ts";
import { callCron } from "#scripts/drill/request/call-cron.ts";

/** Shorter than on any host, so that the task of a killed request is soon free. */
export const testRequestTime = { limitSeconds: 15, marginSeconds: 1 };

/** Calls again and again, as several schedulers do. Resolves once they are stopped and everything is answered. */
export async function callRepeatedly(app: App, stopped: AbortSignal): Promise<void> {
  await repeatedly(stopped, async () => {
    const rest: Promise<void>[] = [];
    const response = await callCron(app, "test/echo", (work) => void rest.push(work));
    if (!response.ok) throw new Error(`A cron call was answered with ${response.status}.`);
    await Promise.all(rest);
  });
}

/** The same, but nothing is executed after an answer: a process that is killed is killed before it. */
export async function stepRepeatedly(execution: RequestExecution, stopped: AbortSignal): Promise<void> {
  await repeatedly(stopped, () => execution.executeStep({ startedAt: new Date(), task: "test/echo" }));
}

async function repeatedly(stopped: AbortSignal, call: () => Promise<void>): Promise<void> {
  const inTurn = async () => {
    while (!stopped.aborted) {
      await call();
      // Each call asks the database several times, in tests that wait half a minute.
      await sleep(500);
    }
  };
  await Promise.all([inTurn(), inTurn(), inTurn()]);
}
