import type { Schedule } from "#lib/task-runs/schemas.ts";
import { allowedWait, hoursText } from "./allowed-wait.ts";
import type { Check } from "./check.ts";

/**
 * Whether a task has succeeded lately: within the time between two planned slots plus two hours, which is 26 hours with
 * a daily schedule. It says nothing of why not: the slot was not claimed, its run failed, was canceled or still waits.
 */
export function checkSuccess(
  task: string,
  {
    schedules,
    lastSuccess,
    now,
  }: {
    readonly schedules: readonly Schedule[];
    /** The time at which the newest successful run finished. */
    readonly lastSuccess: string | null;
    readonly now: Date;
  },
): Check {
  const schedule = schedules.find((each) => each.task === task);
  const allowedMs = allowedWait(schedule, now);
  if (schedule === undefined || allowedMs === null) return { ok: true, detail: `No run of ${task} is planned.` };
  const since = Math.max(Date.parse(schedule.registeredAt), lastSuccess === null ? 0 : Date.parse(lastSuccess));
  const waitingMs = now.getTime() - since;
  if (waitingMs <= allowedMs) {
    return { ok: true, detail: lastSuccess === null ? "None is late." : `${task} succeeded at ${lastSuccess}.` };
  }
  const last = lastSuccess === null ? "It never has." : `The last time was at ${lastSuccess}.`;
  return {
    ok: false,
    detail: `No run of ${task} has succeeded for ${hoursText(waitingMs)}. ${last} Look at its runs in the task console, then run it now.`,
  };
}
