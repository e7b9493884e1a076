import type { Env } from "#lib/env.ts";
import { nextSlotOf } from "#lib/task-runs/schedule/next-slot.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import { canBePlanned, timetableOf } from "#lib/task-runs/slots.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { scheduleVariable } from "#lib/tasks/schedule-variables.ts";
import type { ScheduleView } from "#lib/tasks/schedule-view.ts";
import { cronOf } from "./declared-schedules.ts";

interface ScheduleViewParts {
  readonly catalog: TaskCatalog;
  readonly schedules: Pick<ScheduleStore, "list" | "listMissed" | "runsOf">;
  readonly env: Pick<Env, "schedules" | "TASKS_TIME_ZONE" | "TASK_ENGINE">;
}

/** Every schedule that this version has or that is stored, by task. */
export async function viewSchedules(parts: ScheduleViewParts, now: Date): Promise<ScheduleView[]> {
  const { catalog, schedules } = parts;
  const stored = new Map((await schedules.list()).map((schedule) => [schedule.task, schedule]));
  const declared = catalog.all.filter((task) => task.schedule !== undefined);
  // A retired schedule of a task that is gone plans nothing.
  const others = [...stored.values()].filter(({ task, cron }) => cron !== null && !isAmong(declared, task));
  const names = [...declared.map(({ name }) => name), ...others.map(({ task }) => task)];
  const slots = new Map([...stored.values()].map((schedule) => [schedule.task, nextSlot(schedule, now)]));
  const [missed, ahead] = await Promise.all([
    schedules.listMissed(names),
    schedules.runsOf([...slots].flatMap(([task, slot]) => (slot === null ? [] : [{ task, slot }]))),
  ]);
  return names.map((name) => {
    const own = declared.find((task) => task.name === name);
    const schedule = stored.get(name) ?? null;
    const slot = slots.get(name)?.toISOString() ?? null;
    const run = ahead.find((each) => each.task === name && each.slot === slot);
    return {
      task: name,
      title: own?.title ?? name,
      ...plannedBy(own, parts.env, schedule),
      stored: schedule,
      next: slot === null ? null : { slot, runId: run?.runId ?? null },
      missed: missed.filter(({ task }) => task === name),
    };
  });
}

function isAmong(tasks: readonly StoredTask[], name: string): boolean {
  return tasks.some((task) => task.name === name);
}

function plannedBy(task: StoredTask | undefined, env: ScheduleViewParts["env"], stored: Schedule | null) {
  if (task?.schedule === undefined) return { code: null, environment: null, declared: null, differs: true };
  const variable = scheduleVariable(task);
  const setting = env.schedules[variable];
  const declared = { cron: cronOf(task, env), timeZone: env.TASKS_TIME_ZONE };
  return {
    code: { cron: task.schedule.cron },
    environment: setting === undefined ? null : { variable, cron: setting },
    declared,
    differs: stored !== null && (stored.cron !== declared.cron || stored.timeZone !== declared.timeZone),
  };
}

function nextSlot(schedule: Schedule, now: Date): Date | null {
  return canBePlanned(schedule) ? nextSlotOf(timetableOf(schedule), now) : null;
}
