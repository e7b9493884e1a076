import type { Schedule } from "#lib/task-runs/schemas.ts";
import { isOverdue } from "#lib/task-runs/slots.ts";
import type { Check } from "./check.ts";

/** Whether a scheduler calls: no schedule may be overdue. */
export function checkSchedules(schedules: readonly Schedule[], now: Date, graceMs: number): Check {
  const overdue = schedules.filter((schedule) => isOverdue(schedule, now, graceMs)).map((schedule) => schedule.task);
  return overdue.length === 0
    ? { ok: true, detail: "No schedule is overdue." }
    : {
        ok: false,
        detail: `Overdue: ${overdue.join(", ")}. No scheduler calls Tidy; see the guide to your kind of host.`,
      };
}
