import type { Env } from "#lib/env.ts";
import type { DeclaredSchedule } from "#lib/task-runs/schedules.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { systemBackup } from "#lib/tasks/definitions/system-backup.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";

type ScheduleEnv = Pick<Env, "schedules" | "TASKS_TIME_ZONE" | "TASK_ENGINE" | "BACKUP_DIR">;

/**
 * A task's cron expression: its own unless the environment says otherwise; null for none. Where requests execute the
 * runs, the heartbeat has none of its own: nothing there calls each minute by itself. Backups have none without a
 * folder for them.
 */
export function cronOf(task: StoredTask, env: ScheduleEnv): string | null {
  if (!task.schedule) return null;
  if (task.name === systemBackup.name && env.BACKUP_DIR === undefined) return null;
  const setting = env.schedules[scheduleVariable(task)];
  if (setting !== undefined) return setting;
  return env.TASK_ENGINE === "in-request" && task.name === systemPing.name ? null : task.schedule.cron;
}

/** The schedules as code and environment declare them. */
export function declaredSchedules(catalog: TaskCatalog, env: ScheduleEnv): DeclaredSchedule[] {
  return catalog.all
    .filter((task) => task.schedule !== undefined)
    .map((task) => ({ task: task.name, cron: cronOf(task, env), timeZone: env.TASKS_TIME_ZONE }));
}
