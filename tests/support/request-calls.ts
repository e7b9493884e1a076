import { setTimeout as sleep } from "node:timers/promises";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import type { App } from "#lib/app.ts";
import type { After } from "#lib/http/execution.ts";
import { appUrl, cronSecret } from "./app-env.ts";

/** Shorter than on any host, so that the task of a killed request is soon free. */
export const testRequestTime = { limitSeconds: 15, marginSeconds: 1 };

/** Calls the cron route of a task, as a scheduler does. */
export function callCron(app: App, task: string, after: After): Promise<Response> {
  const [domain, action] = task.split("/");
  const headers = { authorization: `Bearer ${cronSecret}` };
  return cron.GET.respond(app, new Request(`${appUrl}/api/cron/${task}`, { headers }), { domain, action }, after);
}

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
