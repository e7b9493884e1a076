import { addDays } from "#lib/days.ts";
import { latestWaitFor } from "#lib/health/latest-wait.ts";
import { checkSuccess } from "#lib/health/success-check.ts";
import type { RunOutcomes } from "#lib/task-runs/outcomes/run-outcomes.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import { canBePlanned } from "#lib/task-runs/slots.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { type Facts, type NeededSuccess, neededTasks } from "./faults.ts";

/**
 * The age in days up to which a failure is news. Older ones matter to nobody, e.g. where a webhook was set just now.
 */
const newsDays = 3;

/** The sources of facts. */
export interface FactSources {
  readonly schedules: Pick<ScheduleStore, "list" | "ranAhead">;
  readonly outcomes: RunOutcomes;
  readonly tasks: { readonly names: readonly string[] };
  readonly graceMs: number;
}

/** Reads the facts that faults are judged by, in three statements, and one more for a needed task that may be late. */
export async function readFacts({ schedules, outcomes, tasks, graceMs }: FactSources, now: Date): Promise<Facts> {
  const watched = [systemPing.name, ...neededTasks, ...tasks.names];
  const [planned, failures, successes] = await Promise.all([
    schedules.list(),
    outcomes.latestFailures(tasks.names, addDays(now, -newsDays)),
    outcomes.latestSuccesses([...new Set(watched)]),
  ]);
  const needed: NeededSuccess[] = [];
  for (const schedule of planned.filter((each) => neededTasks.includes(each.task) && canBePlanned(each))) {
    const latestWait = latestWaitFor(schedule, { schedules, now });
    const lastSuccess = successes.get(schedule.task) ?? null;
    needed.push({ task: schedule.task, check: await checkSuccess(schedule, { latestWait, lastSuccess, now }) });
  }
  return { schedules: planned, failures, successes, needed, tasks: tasks.names, graceMs };
}
