import { setTimeout as sleep } from "node:timers/promises";
import type { App } from "#lib/app.ts";
import { callCron } from "#scripts/drill/request/call-cron.ts";

/** Shorter than on any host, so that the task of a killed request is soon free. */
export const testRequestTime = { limitSeconds: 15, marginSeconds: 1 };

/** Calls again and again, as several schedulers do. Resolves once they are stopped and everything is answered. */
export async function callRepeatedly(app: App, stopped: AbortSignal): Promise<void> {
  await Promise.all([callInTurn(app, stopped), callInTurn(app, stopped), callInTurn(app, stopped)]);
}

async function callInTurn(app: App, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    const rest: Promise<void>[] = [];
    const response = await callCron(app, "test/echo", (work) => void rest.push(work));
    if (!response.ok) throw new Error(`A cron call was answered with ${response.status}.`);
    await Promise.all(rest);
    await sleep(50);
  }
}
