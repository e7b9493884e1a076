import { z } from "zod";
import type { Logger } from "#lib/logger.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import { type Run, runSchema, type Schedule, scheduleSchema, taskNamePattern } from "#lib/task-runs/schemas.ts";
import { canBePlanned, isOverdue, nextSlots } from "#lib/task-runs/slots.ts";
import type { TaskCatalog } from "./catalog.ts";
import type { StoredTask } from "./registry.ts";
import type { TaskServices } from "./services.ts";

const NEXT_RUNS = 5;

/** A task as operators see it. */
export const taskViewSchema = z.object({
  name: z.string().regex(taskNamePattern),
  title: z.string(),
  description: z.string(),
  /** JSON Schemas of its payload and result. */
  payloadSchema: z.record(z.string(), z.json()),
  resultSchema: z.record(z.string(), z.json()),
  canPreview: z.boolean(),
  retries: z.object({ limit: z.int(), delaySeconds: z.number() }),
  schedule: scheduleSchema
    .extend({
      /** The next five planned instants that have no run yet; empty while paused or off. */
      nextRuns: z.array(z.iso.datetime()),
      /** Whether its latest slot was not claimed in time: no scheduler called, or the app was down. */
      overdue: z.boolean(),
    })
    .nullable(),
  lastRun: runSchema.nullable(),
  /** The task's own count of its backlog; null for tasks without one. */
  backlog: z.json().nullable(),
});
export type TaskView = z.output<typeof taskViewSchema>;

export interface TaskViewParts {
  readonly catalog: TaskCatalog;
  readonly schedules: ScheduleStore;
  readonly queries: RunQueries;
  readonly services: TaskServices;
  /** The milliseconds after which an unclaimed slot makes its schedule overdue. */
  readonly graceMs: number;
  readonly logger: Logger;
}

/**
 * Views of all tasks: four statements and one for each task with a backlog, however many tasks there are. A backlog
 * that cannot be counted is logged and left out.
 */
export async function viewTasks(parts: TaskViewParts, now: Date): Promise<TaskView[]> {
  const { catalog } = parts;
  const names = catalog.all.map((task) => task.name);
  const [schedules, ahead, lastRuns, backlogs] = await Promise.all([
    parts.schedules.list(),
    parts.schedules.runsAhead(names, now),
    parts.queries.latestByTask(names),
    Promise.all(catalog.all.map(async (task) => [task.name, await backlogOfTask(task, parts, now)] as const)),
  ]);
  const backlogOf = new Map(backlogs);
  const scheduleOf = new Map(schedules.map((schedule) => [schedule.task, schedule]));
  return catalog.all.map((task) =>
    viewOf(task, {
      schedule: toView(scheduleOf.get(task.name), {
        ahead: new Set(ahead.filter((run) => run.task === task.name).map(({ slot }) => slot)),
        now,
        graceMs: parts.graceMs,
      }),
      lastRun: lastRuns.get(task.name) ?? null,
      backlog: backlogOf.get(task.name) ?? null,
    }),
  );
}

async function backlogOfTask(
  task: StoredTask,
  { services, logger }: TaskViewParts,
  now: Date,
): Promise<TaskView["backlog"]> {
  try {
    return (await task.backlog?.run({ services, now })) ?? null;
  } catch (error) {
    logger.error({ task: task.name, err: error }, "what waits for this task cannot be counted");
    return null;
  }
}

interface TaskState {
  readonly schedule: TaskView["schedule"];
  readonly lastRun: Run | null;
  readonly backlog: TaskView["backlog"];
}

function viewOf(task: StoredTask, { schedule, lastRun, backlog }: TaskState): TaskView {
  const { name, title, description, retries } = task;
  return {
    name,
    title,
    description,
    payloadSchema: jsonSchemaOf(task.payload),
    resultSchema: jsonSchemaOf(task.result),
    canPreview: task.preview !== undefined,
    retries,
    schedule,
    lastRun,
    backlog,
  };
}

interface ScheduleState {
  /** Slots that operators ran ahead of their time. */
  readonly ahead: ReadonlySet<string>;
  readonly now: Date;
  readonly graceMs: number;
}

function toView(schedule: Schedule | undefined, { ahead, now, graceMs }: ScheduleState): TaskView["schedule"] {
  if (!schedule) return null;
  return { ...schedule, nextRuns: nextRunsOf(schedule, ahead, now), overdue: isOverdue(schedule, now, graceMs) };
}

function nextRunsOf(schedule: Schedule, ahead: ReadonlySet<string>, now: Date): string[] {
  const { cron, timeZone, paused } = schedule;
  if (cron === null || paused || !canBePlanned(schedule)) return [];
  return nextSlots({ cron, timeZone }, now, NEXT_RUNS + ahead.size)
    .map((slot) => slot.toISOString())
    .filter((slot) => !ahead.has(slot))
    .slice(0, NEXT_RUNS);
}

const jsonSchema = z.record(z.string(), z.json());

function jsonSchemaOf(schema: z.ZodType) {
  return jsonSchema.parse(z.toJSONSchema(schema, { io: "input" }));
}
