import { endsWithin } from "#lib/deadline.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";

/** Notices faults, and tells operators. Both never reject. */
export interface Watch {
  /** Compares the present faults with the known ones. Before a claim: a claimed slot is no longer overdue. */
  check(now: Date): Promise<void>;
  /** Sends the notices that wait. */
  send(now: Date): Promise<void>;
}

/** A database or a receiver that is silent must not hold up claims for long. */
const CHECK_MS = 5_000;
const SEND_MS = 10_000;

/** Bounds a watch: one that takes longer goes on by itself. */
export function boundWatch(watch: Watch): Watch {
  return {
    check: async (now) => void (await endsWithin(watch.check(now), CHECK_MS)),
    send: async (now) => void (await endsWithin(watch.send(now), SEND_MS)),
  };
}

/** Schedules that check before each claim, as the scheduler does: for callers who claim slots without it. */
export function watchedClaims(schedules: ScheduleStore, watch: Watch): ScheduleStore {
  return {
    ...schedules,
    async claimDueSlot(task, run, now) {
      await watch.check(now);
      return schedules.claimDueSlot(task, run, now);
    },
  };
}
