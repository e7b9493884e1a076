import type { Engine } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import type { Dispatcher, EnqueueOptions } from "#lib/runner/dispatcher.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import type { Claim, ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { Recovery } from "./recovery.ts";
import type { Watch } from "./watch.ts";

type Requester = Pick<EnqueueOptions, "trigger" | "requestedBy">;

/**
 * Runs every task that is due. Any number of callers may ask at any time: each slot is claimed at most once. Each call
 * also looks for faults, and tells operators: the caller may be the only process that is still alive.
 */
export interface Scheduler extends Recovery {
  /**
   * Claims the task's due slot, if any, and dispatches its run.
   * @throws {DomainError} `unavailable` while this process's clock is wrong
   */
  runDue(task: StoredTask, now: Date): Promise<Claim>;
  /**
   * Runs the next slot of the task ahead of its time: it does not run again then. `slot`: the one that is meant.
   * @throws {DomainError} `conflict` where nothing is planned, another slot is the next, or that has its run already
   */
  runNextSlot(task: StoredTask, by: Requester & { readonly slot?: Date }, now: Date): Promise<Run>;
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
  readonly watch: Watch;
  readonly clockGuard: ClockGuard;
  readonly logger: Logger;
}): Scheduler {
  const { catalog, schedules, dispatcher, engine, recovery, watch, clockGuard, logger } = parts;

  const claim = (task: StoredTask, now: Date) =>
    schedules.claimDueSlot(task.name, { payload: task.schedule?.payload ?? {}, engine: engine.name }, now);

  return {
    ...recovery,

    async runDue(task, now) {
      await watch.check(now);
      const claimed = await claim(task, now);
      const [run] = await Promise.all([claimed.run ? dispatcher.dispatch(claimed.run) : null, watch.send(now)]);
      return run === null ? claimed : { run };
    },

    async runNextSlot(task, { trigger = "api", requestedBy, slot }, now) {
      const { payload } = { payload: {}, ...task.schedule };
      const meant = { ...(requestedBy && { requestedBy }), ...(slot && { slot }) };
      const request = { payload, engine: engine.name, trigger, ...meant };
      return await dispatcher.dispatch(await schedules.claimNextSlot(task.name, request, now));
    },

    async runAllDue(now) {
      await clockGuard.verify();
      await watch.check(now);
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
      await Promise.all([...claimed.map(dispatcher.dispatch), watch.send(now)]);
    },
  };
}
