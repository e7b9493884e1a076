import type { Schedule } from "#lib/task-runs/schemas.ts";
import { latestSlot } from "#lib/task-runs/slots.ts";

const hourMs = 60 * 60_000;

/** The time that a run may take, retries included, before its work counts as missed. */
const graceMs = 2 * hourMs;

/**
 * Milliseconds that something may wait for a schedule: from one slot to the next and two hours more, 26 hours with a
 * daily schedule. Null if no slot was planned, so that none can have been missed.
 */
export function allowedWait(schedule: Schedule | undefined, now: Date): number | null {
  if (schedule === undefined || schedule.cron === null || schedule.paused) return null;
  const timetable = { cron: schedule.cron, timeZone: schedule.timeZone };
  const last = latestSlot(timetable, new Date(now.getTime() - graceMs));
  if (last === null || last < new Date(schedule.registeredAt)) return null;
  const before = latestSlot(timetable, new Date(last.getTime() - 1000));
  return before === null ? null : last.getTime() - before.getTime() + graceMs;
}

/** "26 hours". */
export function hoursText(ms: number): string {
  const hours = Math.floor(ms / hourMs);
  return hours < 1 ? "less than an hour" : `${hours} ${hours === 1 ? "hour" : "hours"}`;
}
