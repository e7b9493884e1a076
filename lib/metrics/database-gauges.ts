import { Gauge, type GaugeConfiguration, type Registry } from "prom-client";
import { isOverdue } from "#lib/task-runs/slots.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import type { DatabaseReadings } from "./database-readings.ts";

/** A value of a gauge, for one task or for all. */
interface Sample {
  readonly task?: string;
  readonly value: number;
}

interface GaugeDeclaration {
  readonly name: string;
  readonly help: string;
  samplesOf(readings: DatabaseReadings, at: { readonly now: Date; readonly graceMs: number }): Sample[];
}

/** Of one task each. Instants rather than ages, which a monitor subtracts from its own time between two scrapes. */
const ofTasks: readonly GaugeDeclaration[] = [
  {
    name: "tidy_runs_queued",
    help: "Runs that wait to be executed.",
    samplesOf: ({ queues }) => queues.map(({ task, queued }) => ({ task, value: queued })),
  },
  {
    name: "tidy_runs_running",
    help: "Runs that are being executed.",
    samplesOf: ({ queues }) => queues.map(({ task, running }) => ({ task, value: running })),
  },
  {
    name: "tidy_runs_oldest_queued_timestamp_seconds",
    help: "When the oldest queued run was recorded.",
    samplesOf: ({ queues }) =>
      queues.flatMap(({ task, oldestQueuedAt: at }) => (at === null ? [] : [{ task, value: secondsOf(at) }])),
  },
  {
    name: "tidy_task_last_success_timestamp_seconds",
    help: "When a run of the task last succeeded.",
    samplesOf: ({ lastSuccesses }) =>
      [...lastSuccesses].map(([task, finishedAt]) => ({ task, value: secondsOf(finishedAt) })),
  },
  {
    name: "tidy_schedule_overdue",
    help: "1 while a planned slot was not claimed in time.",
    samplesOf: ({ schedules }, { now, graceMs }) =>
      schedules.map((schedule) => ({ task: schedule.task, value: Number(isOverdue(schedule, now, graceMs)) })),
  },
  {
    name: "tidy_schedule_paused",
    help: "1 while the schedule is paused.",
    samplesOf: ({ schedules }) => schedules.map(({ task, paused }) => ({ task, value: Number(paused) })),
  },
];

const ofAll: readonly GaugeDeclaration[] = [
  {
    name: "tidy_heartbeat_timestamp_seconds",
    help: "When the engine last executed the heartbeat.",
    samplesOf: ({ lastSuccesses }) => {
      const at = lastSuccesses.get(systemPing.name);
      return at === undefined ? [] : [{ value: secondsOf(at) }];
    },
  },
  {
    name: "tidy_cleanup_due_todos",
    help: "Todos that wait for cleanup, counted up to 10,000.",
    samplesOf: ({ backlog }) => [{ value: backlog.count }],
  },
  {
    name: "tidy_cleanup_oldest_due_timestamp_seconds",
    help: "Since when the oldest of them waits.",
    samplesOf: ({ backlog: { oldestDueAt: at } }) => (at === null ? [] : [{ value: secondsOf(new Date(at)) }]),
  },
];

/** Gauges that all processes share. They are left out while the database does not answer. */
export function createDatabaseGauges(
  registry: Registry,
  parts: {
    readonly read: (now: Date) => Promise<DatabaseReadings | null>;
    readonly clock: () => Date;
    readonly graceMs: number;
  },
): void {
  const { read, clock, graceMs } = parts;
  // Each process that shares the port reads the same database.
  const shared: Pick<GaugeConfiguration<string>, "registers" | "aggregator"> = {
    registers: [registry],
    aggregator: "first",
  };
  new Gauge({
    name: "tidy_database_up",
    help: "1 while the database answers within three seconds.",
    ...shared,
    async collect() {
      this.set((await read(clock())) === null ? 0 : 1);
    },
  });
  for (const [declarations, labelNames] of [[ofTasks, ["task"]] as const, [ofAll, []] as const])
    for (const { name, help, samplesOf } of declarations)
      new Gauge<string>({
        name,
        help,
        labelNames: [...labelNames],
        ...shared,
        async collect() {
          const now = clock();
          const readings = await read(now);
          this.reset();
          // One without labels begins at 0, which would be the year 1970.
          if (labelNames.length === 0) this.remove();
          for (const { task, value } of readings === null ? [] : samplesOf(readings, { now, graceMs }))
            this.set(task === undefined ? {} : { task }, value);
        },
      });
}

function secondsOf(instant: Date): number {
  return instant.getTime() / 1000;
}
