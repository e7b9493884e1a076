import type { Schedule } from "#lib/task-runs/schemas.ts";
import { latestSlot } from "#lib/task-runs/slots.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import type { Check } from "./check.ts";

/**
 * Whether the engine executes: the latest ping that had time to run must have succeeded, however often pings are
 * planned.
 */
export function checkHeartbeat(
  schedules: readonly Schedule[],
  lastPing: string | null,
  { now, graceMs }: { readonly now: Date; readonly graceMs: number },
): Check {
  const schedule = schedules.find((each) => each.task === systemPing.name);
  if (!schedule) return { ok: false, detail: "No schedule is registered yet: the app has not started its tasks." };
  const { cron, timeZone, paused, registeredAt } = schedule;
  if (cron === null || paused) return { ok: true, detail: "The heartbeat is switched off." };
  const due = latestSlot({ cron, timeZone }, new Date(now.getTime() - graceMs));
  if (due === null || due < new Date(registeredAt)) {
    return { ok: true, detail: "Just started; no heartbeat is due yet." };
  }
  if (lastPing !== null && new Date(lastPing) >= due) return { ok: true, detail: `Last heartbeat at ${lastPing}.` };
  return {
    ok: false,
    detail: `Last heartbeat: ${lastPing ?? "never"}. The engine executes nothing: check its log, and the task console for queued runs.`,
  };
}
