import type { Env } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";
import type { HeldRuns } from "#lib/task-runs/held/held-runs.ts";
import type { PauseRequest } from "#lib/task-runs/schedule/schedule-rows.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { ScheduleView } from "#lib/tasks/schedule-view.ts";
import { declaredSchedules } from "./declared-schedules.ts";
import { viewSchedules } from "./schedule-views.ts";

/** Schedules, as routes and commands use them. */
export interface Schedules {
  list(): Promise<Schedule[]>;
  /** Every schedule with its sources and its missed slots. */
  view(now: Date): Promise<ScheduleView[]>;
  /**
   * No slot is claimed while paused.
   * @throws {DomainError} `not-found`; `conflict` where it is paused already for another reason than the one given
   */
  pause(task: StoredTask, pause?: PauseRequest): Promise<Schedule>;
  /** Slots that passed while it was paused are skipped. @throws {DomainError} `not-found` */
  resume(task: StoredTask, now: Date): Promise<Schedule>;
  /**
   * Makes the stored schedules equal to those that code and environment declare. With TASKS_PAUSED pauses them all, and
   * holds the runs that have not finished.
   */
  register(now: Date): Promise<void>;
}

export function createSchedules(parts: {
  readonly catalog: TaskCatalog;
  readonly schedules: ScheduleStore;
  readonly held: HeldRuns;
  readonly env: Env;
  readonly logger: Logger;
}): Schedules {
  const { catalog, schedules, held, env, logger } = parts;
  return {
    list: schedules.list,
    view: (now) => viewSchedules(parts, now),
    pause: (task, pause) => schedules.pause(task.name, pause),
    resume: (task, now) => schedules.resume(task.name, now),
    async register(now) {
      await schedules.register(declaredSchedules(catalog, env), now);
      if (!env.TASKS_PAUSED) return;
      await schedules.pauseAll({ by: null, reason: "TASKS_PAUSED=1 at the start of Tidy", at: now });
      const heldCount = await held.holdUnfinished(now);
      if (heldCount > 0)
        logger.warn({ heldCount }, "TASKS_PAUSED=1: unfinished runs wait for a word in the task console");
      logger.warn("TASKS_PAUSED=1: every schedule is paused. Resume them in the task console, and unset it");
    },
  };
}
