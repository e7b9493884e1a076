import { z } from "zod";
import { type Database, Prisma } from "#lib/db/client.ts";

/** The runs of a task that are not finished. */
export interface TaskQueue {
  readonly task: string;
  readonly queued: number;
  readonly running: number;
  /** When the oldest of the queued ones was recorded. */
  readonly oldestQueuedAt: Date | null;
}

/** When a run of the task last succeeded. */
export interface LastSuccess {
  readonly task: string;
  readonly finishedAt: Date;
}

/** What waits, and what was last done, for monitors. One statement each, which reads an index. */
export interface QueueFigures {
  queues(): Promise<TaskQueue[]>;
  /** Of these tasks, those that have succeeded within the history. */
  lastSuccesses(tasks: readonly string[]): Promise<LastSuccess[]>;
}

const queueRows = z.array(
  z.object({ task: z.string(), queued: z.int(), running: z.int(), oldestQueuedAt: z.date().nullable() }),
);
const successRows = z.array(z.object({ task: z.string(), finishedAt: z.date() }));

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

    async lastSuccesses(tasks) {
      if (tasks.length === 0) return [];
      // A statement for each, since the planner knows how many runs a task has only where it is a constant.
      const each = tasks.map(
        (task) => Prisma.sql`(
          SELECT task, finished_at AS "finishedAt" FROM task_run
          WHERE task = ${task} AND finished_at IS NOT NULL AND status = 'succeeded'
          ORDER BY finished_at DESC LIMIT 1)`,
      );
      return successRows.parse(await database.$queryRaw`${Prisma.join(each, " UNION ALL ")}`);
    },
  };
}
