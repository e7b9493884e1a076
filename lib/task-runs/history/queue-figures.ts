import { z } from "zod";
import type { Database } from "#lib/db/client.ts";

/** The runs of a task that are not finished. */
export interface TaskQueue {
  readonly task: string;
  readonly queued: number;
  readonly running: number;
  /** The time at which the oldest of the queued ones was recorded. */
  readonly oldestQueuedAt: Date | null;
}

/** Figures of waiting runs, for monitors. */
export interface QueueFigures {
  /** Of each task that has unfinished runs. One statement, which reads the index of these. */
  queues(): Promise<TaskQueue[]>;
}

const queueRows = z.array(
  z.object({ task: z.string(), queued: z.int(), running: z.int(), oldestQueuedAt: z.date().nullable() }),
);

export function createQueueFigures(database: Database): QueueFigures {
  return {
    async queues() {
      const rows = await database.$queryRaw`
        SELECT task, count(*) FILTER (WHERE status = 'queued')::int AS queued,
          count(*) FILTER (WHERE status = 'running')::int AS running,
          min(created_at) FILTER (WHERE status = 'queued') AS "oldestQueuedAt"
        FROM task_run WHERE finished_at IS NULL GROUP BY task`;
      return queueRows.parse(rows);
    },
  };
}
