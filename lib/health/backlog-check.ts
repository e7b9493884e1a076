import type { Schedule } from "#lib/task-runs/schemas.ts";
import { latestSlot } from "#lib/task-runs/slots.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import type { CleanupBacklog } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import type { Check } from "./check.ts";

const hourMs = 60 * 60_000;

/** How long a cleanup may take, retries included, before the todos that it hasn't removed count as missed. */
const graceMs = 2 * hourMs;

/**
 * Whether cleanup keeps up: no due todo may wait longer than the time between two planned cleanups plus two hours,
 * which is 26 hours with the daily schedule.
 */
export function checkBacklog(schedules: readonly Schedule[], backlog: CleanupBacklog, now: Date): Check {
  const { oldestDueAt } = backlog;
  if (oldestDueAt === null) return { ok: true, detail: "No todo waits for cleanup." };
  const waitingMs = now.getTime() - Date.parse(oldestDueAt);
  const waiting = `${backlog.isComplete ? "" : "At least "}${backlog.count} due, the oldest for ${hoursText(waitingMs)}.`;
  const allowedMs = allowedWait(
    schedules.find((each) => each.task === todoCleanup.name),
    now,
  );
  if (allowedMs === null) return { ok: true, detail: `${waiting} No scheduled cleanup was planned for them.` };
  if (waitingMs <= allowedMs) return { ok: true, detail: `${waiting} The next cleanup takes them.` };
  return {
    ok: false,
    detail: `${waiting} A cleanup was missed: look at the latest runs of ${todoCleanup.name} in the task console, then run it now.`,
  };
}

/** Milliseconds that a due todo may wait; null if no cleanup was planned, so that none can have been missed. */
function allowedWait(schedule: Schedule | undefined, now: Date): number | null {
  if (schedule === undefined || schedule.cron === null || schedule.paused) return null;
  const timetable = { cron: schedule.cron, timeZone: schedule.timeZone };
  const last = latestSlot(timetable, new Date(now.getTime() - graceMs));
  if (last === null || last < new Date(schedule.registeredAt)) return null;
  const before = latestSlot(timetable, new Date(last.getTime() - 1000));
  return before === null ? null : last.getTime() - before.getTime() + graceMs;
}

function hoursText(ms: number): string {
  const hours = Math.floor(ms / hourMs);
  return hours < 1 ? "less than an hour" : `${hours} ${hours === 1 ? "hour" : "hours"}`;
}
