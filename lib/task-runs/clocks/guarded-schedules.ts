import type { ScheduleStore } from "../schedules.ts";
import type { ClockGuard } from "./clock-guard.ts";
import type { FutureRepair } from "./future-repair.ts";

/**
 * Schedules that a wrong clock cannot silence: a claim is refused while the clock is off, and repairs rows that such a
 * clock has left behind. Writes other than claims take the database's time.
 */
export function guardSchedules(parts: {
  readonly schedules: ScheduleStore;
  readonly clockGuard: ClockGuard;
  readonly repair: FutureRepair;
}): ScheduleStore {
  const { schedules, clockGuard, repair } = parts;
  const corrected = async (now: Date) => new Date(now.getTime() - (await clockGuard.offMs()));
  return {
    ...schedules,
    register: async (declared, now) => schedules.register(declared, await corrected(now)),
    resume: async (task, now) => schedules.resume(task, await corrected(now)),
    async claimNextSlot(task, run, now) {
      await clockGuard.verify();
      return schedules.claimNextSlot(task, run, now);
    },
    async claimDueSlot(task, run, now) {
      await clockGuard.verify();
      await repair.repairSchedules(now);
      return schedules.claimDueSlot(task, run, now);
    },
  };
}
