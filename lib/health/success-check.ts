import type { Schedule } from "#lib/task-runs/schemas.ts";
import type { Check } from "./check.ts";
import { hoursText, type LatestWait } from "./latest-wait.ts";

/**
 * Whether a task has succeeded lately: within the time between two planned slots plus two hours, which is 26 hours with
 * a daily schedule. It says nothing of why not: the slot was not claimed, its run failed, was canceled or still waits.
 * @returns with `isPlanned`: whether any success is expected.
 */
export async function checkSuccess(
  schedule: Schedule,
  {
    latestWait,
    lastSuccess,
    now,
  }: {
    readonly latestWait: LatestWait;
    /** The time at which the newest successful run finished. */
    readonly lastSuccess: Date | null;
    readonly now: Date;
  },
): Promise<Check & { readonly isPlanned: boolean }> {
  const { task, registeredAt } = schedule;
  const since = new Date(Math.max(Date.parse(registeredAt), lastSuccess?.getTime() ?? 0));
  const until = await latestWait(since);
  if (until === null) return { ok: true, isPlanned: false, detail: `No run of ${task} is planned.` };
  const at = lastSuccess?.toISOString();
  if (now <= until) {
    return { ok: true, isPlanned: true, detail: at === undefined ? "None is late." : `${task} succeeded at ${at}.` };
  }
  const last = at === undefined ? "It never has." : `The last time was at ${at}.`;
  const waited = hoursText(now.getTime() - since.getTime());
  return {
    ok: false,
    isPlanned: true,
    detail: `No run of ${task} has succeeded for ${waited}. ${last} Look at its runs in the task console, then run it now.`,
  };
}
