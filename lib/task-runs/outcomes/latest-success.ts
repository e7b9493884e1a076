import { Prisma } from "#lib/db/client.ts";

/** Above every id. */
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/**
 * Selects `columns` of the newest run of a task that succeeded, and finished at or before `until`. It is one probe of
 * an index, however many runs failed since: only that index has this order, so the planner cannot choose to read the
 * newest runs of all tasks, which costs much where a task never succeeds. Where the task has none, the index gives
 * another run, which is left out then.
 */
export function latestSuccess(
  columns: Prisma.Sql,
  { task, until }: { readonly task: Prisma.Sql; readonly until?: Date | undefined },
): Prisma.Sql {
  const inTime = until === undefined ? Prisma.empty : Prisma.sql`AND finished_at <= ${until}`;
  return Prisma.sql`
    SELECT ${columns} FROM (
      SELECT id, task, outcome, finished_at FROM task_run
      WHERE finished_at IS NOT NULL AND (task, outcome, id) <= (${task}, 'succeeded', ${lastId}::uuid) ${inTime}
      ORDER BY task DESC, outcome DESC, id DESC LIMIT 1
    ) AS newest WHERE newest.task = ${task} AND outcome = 'succeeded'`;
}
