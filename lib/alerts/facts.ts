import { addDays } from "#lib/days.ts";
import type { RunOutcomes } from "#lib/task-runs/outcomes/run-outcomes.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { type Facts, neededTasks } from "./faults.ts";

/**
 * The age in days up to which a failure is news. Older ones matter to nobody, e.g. where a webhook was set just now.
 */
const newsDays = 3;

/** The sources of facts. */
export interface FactSources {
  readonly schedules: Pick<ScheduleStore, "list">;
  readonly outcomes: RunOutcomes;
  readonly tasks: { readonly names: readonly string[] };
  readonly graceMs: number;
}

/** Reads the facts that faults are judged by, in three statements. */
export async function readFacts({ schedules, outcomes, tasks, graceMs }: FactSources, now: Date): Promise<Facts> {
  const watched = [systemPing.name, ...neededTasks, ...tasks.names];
  const [planned, failures, successes] = await Promise.all([
    schedules.list(),
    outcomes.latestFailures(tasks.names, addDays(now, -newsDays)),
    outcomes.latestSuccesses([...new Set(watched)]),
  ]);
  return { schedules: planned, failures, successes, tasks: tasks.names, graceMs };
}
