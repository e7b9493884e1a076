import type { Database } from "#lib/db/client.ts";

/** The newest run of a task that finally failed. */
export interface FinalFailure {
  readonly task: string;
  readonly runId: string;
  readonly at: Date;
  /** The error's class, e.g. `TypeError`; null where it was not recorded. */
  readonly errorName: string | null;
}

/** How runs ended, for whoever watches them. */
export interface RunOutcomes {
  /** The failure of each task that finished last, of those after `after`. */
  latestFailures(after: Date): Promise<FinalFailure[]>;
  /** When each of these tasks succeeded last; a task that never did is left out. */
  latestSuccesses(tasks: readonly string[]): Promise<ReadonlyMap<string, Date>>;
}

export function createRunOutcomes(database: Database): RunOutcomes {
  return {
    latestFailures: (after) => database.$queryRaw<FinalFailure[]>`
      SELECT DISTINCT ON (task) task, id AS "runId", finished_at AS at, error ->> 'name' AS "errorName"
      FROM task_run WHERE status = 'failed' AND finished_at > ${after} ORDER BY task, finished_at DESC`,

    async latestSuccesses(tasks) {
      const rows = await database.$queryRaw<{ task: string; at: Date }[]>`
        SELECT wanted.task, latest.finished_at AS at FROM unnest(${[...tasks]}::text[]) AS wanted(task)
        CROSS JOIN LATERAL (SELECT finished_at FROM task_run WHERE task = wanted.task AND status = 'succeeded'
          ORDER BY task, id DESC LIMIT 1) AS latest`;
      return new Map(rows.map(({ task, at }) => [task, at]));
    },
  };
}
