import { endsWithin } from "#lib/deadline.ts";
import type { QueueFigures, TaskQueue } from "#lib/task-runs/history/queue-figures.ts";
import type { RunOutcomes } from "#lib/task-runs/outcomes/run-outcomes.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import type { Schedule } from "#lib/task-runs/schemas.ts";
import type { CleanupBacklogs } from "#lib/todo-service/cleanup/backlog.ts";
import type { CleanupBacklog } from "#lib/todo-service/cleanup/cleanup-schemas.ts";

/** Readings of the database for monitors, at one moment. */
export interface DatabaseReadings {
  readonly queues: readonly TaskQueue[];
  /** The time of each task's last success. */
  readonly lastSuccesses: ReadonlyMap<string, Date>;
  readonly schedules: readonly Schedule[];
  readonly backlog: CleanupBacklog;
}

/** Monitors that ask more often get the same readings again. */
const maxAgeMs = 5_000;

/** A scrape waits this long for the database. Prometheus gives up after 10 s. */
const deadlineMs = 3_000;

/** Reads on the connections of health checks. */
export function createDatabaseReadings(parts: {
  readonly queueFigures: QueueFigures;
  readonly outcomes: Pick<RunOutcomes, "latestSuccesses">;
  readonly schedules: Pick<ScheduleStore, "list">;
  readonly todos: CleanupBacklogs;
  readonly tasks: readonly string[];
}): (now: Date) => Promise<DatabaseReadings | null> {
  const { queueFigures, outcomes, schedules, todos, tasks } = parts;

  const read = async (now: Date): Promise<DatabaseReadings> => {
    const [queues, lastSuccesses, planned, backlog] = await Promise.all([
      queueFigures.queues(),
      outcomes.latestSuccesses(tasks),
      schedules.list(),
      todos.backlog(now),
    ]);
    return { queues, lastSuccesses, schedules: planned, backlog };
  };

  return atMostEvery(maxAgeMs, async (now) => {
    let readings: DatabaseReadings | null = null;
    const reading = read(now).then((done) => {
      readings = done;
    });
    await endsWithin(reading, deadlineMs);
    return readings;
  });
}

/** Null where the database does not answer in time; that is remembered as long. */
function atMostEvery<Result>(ageMs: number, read: (now: Date) => Promise<Result>): (now: Date) => Promise<Result> {
  let last: { readonly at: number; readonly result: Promise<Result> } | null = null;
  return (now) => {
    const age = last === null ? Number.POSITIVE_INFINITY : now.getTime() - last.at;
    if (last === null || age < 0 || age >= ageMs) last = { at: now.getTime(), result: read(now) };
    return last.result;
  };
}
