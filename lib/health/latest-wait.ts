import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { latestSlot, nextSlots } from "#lib/task-runs/slots.ts";

const hourMs = 60 * 60_000;

/** The time that a run may take, retries included, before its work counts as missed. */
const graceMs = 2 * hourMs;

/** Tells until when something that waits since an instant is in time; null where no slot was planned for it. */
export type LatestWait = (since: Date) => Promise<Date | null>;

/**
 * What waits for a schedule may wait from one slot to the next and two hours more: 26 hours with a daily schedule, over
 * the weekend with one of working days. What began between two slots may wait as much longer after the next, but no
 * longer than until the one after that. A slot whose run was started ahead of its time is none to wait for.
 */
export function latestWaitFor(
  schedule: Schedule | undefined,
  { schedules, now }: { readonly schedules: Pick<ScheduleStore, "ranAhead">; readonly now: Date },
): LatestWait {
  return async (since) => {
    if (schedule === undefined || schedule.cron === null || schedule.paused) return null;
    const timetable = { cron: schedule.cron, timeZone: schedule.timeZone };
    const planned = latestSlot(timetable, new Date(now.getTime() - graceMs));
    if (planned === null || planned < new Date(schedule.registeredAt)) return null;
    const before = latestSlot(timetable, since) ?? since;
    const slots = nextSlots(timetable, since, 3);
    const [first] = slots;
    if (first === undefined) return null;
    const isDone = first <= now && (await schedules.ranAhead(schedule.task, first));
    const [awaited = first, following] = isDone ? slots.slice(1) : slots;
    const late = since.getTime() - before.getTime();
    const gap = following === undefined ? late : following.getTime() - awaited.getTime();
    return new Date(awaited.getTime() + graceMs + Math.min(late, gap));
  };
}

/** "26 hours". */
export function hoursText(ms: number): string {
  const hours = Math.floor(ms / hourMs);
  return hours < 1 ? "less than an hour" : `${hours} ${hours === 1 ? "hour" : "hours"}`;
}
