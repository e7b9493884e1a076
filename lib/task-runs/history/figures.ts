import { z } from "zod";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { firstIdAt } from "../listing/run-conditions.ts";
import { type DayFigures, dayFiguresSchema, type TaskFigures, taskFiguresSchema } from "./figures-schemas.ts";

/** Figures of a task look back this far. */
const figureDays = 30;

/** Figures of a task are those of at most its newest runs, so that a task of every minute costs no more. */
const figureRuns = 1_000;

/** The runs of a sparkline. */
const recentRuns = 24;

/** Days in the charts, today included. */
const chartDays = 14;

/** Recent figures of tasks. Every statement reads a bounded number of runs, or an index alone. */
export interface RunFigures {
  ofTasks(tasks: readonly string[], now: Date): Promise<TaskFigures[]>;
  /** The runs of these tasks that finished on each of the last 14 days, and the `deletedCount` of one of them. */
  ofDays(tasks: readonly string[], removing: string, now: Date): Promise<DayFigures[]>;
}

export function createRunFigures(database: Database): RunFigures {
  return {
    async ofTasks(tasks, now) {
      const since = firstIdAt(addDays(now, -figureDays));
      if (tasks.length === 0) return [];
      // A statement for each, since the planner knows how many runs a task has only where it is a constant.
      const each = tasks.map((task) => figuresOf(task, since));
      const rows = await database.$queryRaw<unknown[]>`${Prisma.join(each, " UNION ALL ")}`;
      return z.array(taskFiguresSchema).parse(rows);
    },

    async ofDays(tasks, removing, now) {
      const today = now.toISOString().slice(0, 10);
      const first = addDays(new Date(today), 1 - chartDays);
      const finished = Prisma.sql`finished_at >= ${first} AND finished_at IS NOT NULL`;
      const rows = await database.$queryRaw<unknown[]>`
        SELECT to_char(day, 'YYYY-MM-DD') AS day, coalesce(succeeded, 0) AS succeeded, coalesce(failed, 0) AS failed,
          coalesce(canceled, 0) AS canceled, coalesce(removed, 0) AS removed
        FROM generate_series(${today}::date - ${chartDays - 1}::int, ${today}::date, '1 day') AS days(day)
        LEFT JOIN (
          SELECT finished_at::date AS day, count(*) FILTER (WHERE outcome = 'succeeded')::int AS succeeded,
            count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
            count(*) FILTER (WHERE outcome = 'canceled')::int AS canceled
          FROM task_run WHERE task = ANY(${[...tasks]}::text[]) AND ${finished} GROUP BY 1
        ) AS ended USING (day)
        LEFT JOIN (
          SELECT finished_at::date AS day,
            sum(coalesce(result ->> 'deletedCount', progress ->> 'deletedCount')::bigint)::int AS removed
          FROM task_run WHERE task = ${removing} AND ${finished} GROUP BY 1
        ) AS cleaned USING (day)
        ORDER BY day`;
      return z.array(dayFiguresSchema).parse(rows);
    },
  };
}

function figuresOf(task: string, since: string): Prisma.Sql {
  return Prisma.sql`
    SELECT ${task}::text AS task, count(*) FILTER (WHERE status IN ('succeeded', 'failed'))::int AS runs,
      count(*) FILTER (WHERE status = 'succeeded')::int AS succeeded,
      count(*) < ${figureRuns} AS "isComplete",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE status = 'succeeded') AS "p50Ms",
      percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) FILTER (WHERE status = 'succeeded') AS "p95Ms",
      coalesce(json_agg(json_build_object('id', id, 'status', status, 'ms', ms) ORDER BY id)
        FILTER (WHERE number <= ${recentRuns}), '[]') AS recent
    FROM (
      SELECT *, row_number() OVER (ORDER BY id DESC) AS number FROM (
        SELECT id, status, extract(epoch FROM finished_at - started_at)::float8 * 1000 AS ms FROM task_run
        WHERE task = ${task} AND id >= ${since}::uuid ORDER BY id DESC LIMIT ${figureRuns}
      ) AS newest
    ) AS numbered`;
}
