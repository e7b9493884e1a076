import type { Env } from "#lib/env.ts";
import type { DeclaredSchedule } from "#lib/task-runs/schedules.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";

type ScheduleEnv = Pick<Env, "schedules" | "TASKS_TIME_ZONE">;

/** A task's cron expression: its own unless the environment says otherwise; null for none. */
export function cronOf(task: StoredTask, env: ScheduleEnv): string | null {
  if (!task.schedule) return null;
  const setting = env.schedules[scheduleVariable(task)];
  return setting === undefined ? task.schedule.cron : setting;
}

/** The schedules as code and environment declare them. */
export function declaredSchedules(catalog: TaskCatalog, env: ScheduleEnv): DeclaredSchedule[] {
  return catalog.all
    .filter((task) => task.schedule !== undefined)
    .map((task) => ({ task: task.name, cron: cronOf(task, env), timeZone: env.TASKS_TIME_ZONE }));
}
