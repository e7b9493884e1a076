import { CLOCK_TOLERANCE_MS } from "#lib/task-runs/clocks/clock-guard.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { canBePlanned, isOverdue } from "#lib/task-runs/slots.ts";
import type { Check } from "./check.ts";

/** Whether a scheduler calls: every schedule can be read, and none is overdue. */
export function checkSchedules(schedules: readonly Schedule[], now: Date, graceMs: number): Check {
  const unreadable = schedules.filter((schedule) => !canBePlanned(schedule)).map((schedule) => schedule.task);
  if (unreadable.length > 0) {
    const detail = `The stored schedule of ${unreadable.join(", ")} cannot be read. Restart Tidy, which writes it again.`;
    return { ok: false, detail };
  }
  const ahead = schedules.filter(
    ({ registeredAt, lastSlot }) => isFuture(registeredAt, now) || isFuture(lastSlot, now),
  );
  if (ahead.length > 0) {
    const names = ahead.map((schedule) => schedule.task).join(", ");
    return {
      ok: false,
      detail: `A clock was ahead: ${names} stands in the future. The next scheduler call repairs it.`,
    };
  }
  const overdue = schedules.filter((schedule) => isOverdue(schedule, now, graceMs)).map((schedule) => schedule.task);
  return overdue.length === 0
    ? { ok: true, detail: `No schedule is overdue.${pausedText(schedules)}` }
    : {
        ok: false,
        detail: `Overdue: ${overdue.join(", ")}. No scheduler calls Tidy; see the guide to your kind of host.`,
      };
}

/** Nobody is to wonder for weeks why nothing is cleaned up. */
function pausedText(schedules: readonly Schedule[]): string {
  const paused = schedules.filter((schedule) => schedule.paused && schedule.cron !== null).map(({ task }) => task);
  return paused.length === 0 ? "" : ` Paused: ${paused.join(", ")}. Resume them in the task console.`;
}

function isFuture(instant: string | null, now: Date): boolean {
  return instant !== null && Date.parse(instant) > now.getTime() + CLOCK_TOLERANCE_MS;
}
