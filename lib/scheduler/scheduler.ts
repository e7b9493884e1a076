import type { Engine } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import type { Dispatcher } from "#lib/runner/dispatcher.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import type { Claim, ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { Recovery } from "./recovery.ts";

/** Runs what is due. Any number of callers may ask at any time: each slot is claimed at most once. */
export interface Scheduler extends Recovery {
  /**
   * Claims the task's due slot, if any, and dispatches its run.
   * @throws {DomainError} `unavailable` while this process's clock is wrong
   */
  runDue(task: StoredTask, now: Date): Promise<Claim>;
  /**
   * Claims every due slot, then dispatches their runs: an engine that is hard to reach delays no claim. A schedule that
   * cannot be claimed is logged and holds up no other.
   * @throws {DomainError} `unavailable` while this process's clock is wrong
   */
  runAllDue(now: Date): Promise<void>;
}

export function createScheduler(parts: {
  readonly catalog: TaskCatalog;
  readonly schedules: ScheduleStore;
  readonly dispatcher: Dispatcher;
  readonly engine: Pick<Engine, "name">;
  readonly recovery: Recovery;
  readonly clockGuard: ClockGuard;
  readonly logger: Logger;
}): Scheduler {
  const { catalog, schedules, dispatcher, engine, recovery, clockGuard, logger } = parts;

  const claim = (task: StoredTask, now: Date) =>
    schedules.claimDueSlot(task.name, { payload: task.schedule?.payload ?? {}, engine: engine.name }, now);

  return {
    ...recovery,

    async runDue(task, now) {
      const claimed = await claim(task, now);
      return claimed.run ? { run: await dispatcher.dispatch(claimed.run) } : claimed;
    },

    async runAllDue(now) {
      await clockGuard.verify();
      const claimed: Run[] = [];
      for (const task of catalog.all) {
        if (!task.schedule) continue;
        try {
          const { run } = await claim(task, now);
          if (run) claimed.push(run);
        } catch (error) {
          logger.error({ task: task.name, err: error }, "the schedule cannot be claimed; the next try is in a minute");
        }
      }
      await Promise.all(claimed.map(dispatcher.dispatch));
    },
  };
}
