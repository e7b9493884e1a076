import { type Database, Prisma } from "#lib/db/client.ts";
import { latestSuccess } from "./latest-success.ts";

/** The newest run of a task that finally failed. */
export interface FinalFailure {
  readonly task: string;
  readonly runId: string;
  readonly at: Date;
  /** The error's class, e.g. `TypeError`; null where it was not recorded. */
  readonly errorName: string | null;
}

/** The outcomes of runs, for alerts and monitors. */
export interface RunOutcomes {
  /** The failure of each of these tasks that finished last, where that was after `after`. */
  latestFailures(tasks: readonly string[], after: Date): Promise<FinalFailure[]>;
  /** The time of each task's last success; a task that never succeeded is left out. */
  latestSuccesses(tasks: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

export function createRunOutcomes(database: Database): RunOutcomes {
  return {
    // As for successes: the only index with this order is that of failures, so each task costs one probe of it.
    latestFailures: (tasks, after) => database.$queryRaw<FinalFailure[]>`
      SELECT wanted.task, latest.id AS "runId", latest.finished_at AS at, latest.error ->> 'name' AS "errorName"
      FROM unnest(${[...tasks]}::text[]) AS wanted(task)
      JOIN LATERAL (
        SELECT task, id, finished_at, error FROM task_run
        WHERE outcome = 'failed' AND (task, finished_at) <= (wanted.task, 'infinity'::timestamptz)
        ORDER BY task DESC, finished_at DESC LIMIT 1
      ) AS latest USING (task)
      WHERE latest.finished_at > ${after}`,

    async latestSuccesses(tasks) {
      const rows = await database.$queryRaw<{ task: string; at: Date }[]>`
        SELECT wanted.task, latest.finished_at AS at FROM unnest(${[...tasks]}::text[]) AS wanted(task)
        JOIN LATERAL (${latestSuccess(Prisma.sql`finished_at`, { task: Prisma.sql`wanted.task` })}) AS latest ON true`;
      return new Map(rows.map(({ task, at }) => [task, at]));
    },
  };
}
