import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";

/** The state of a cleanup, from the tables. */
export interface CleanupState {
  readonly left: number;
  readonly trashed: number;
  /** Null until the run has succeeded. */
  readonly deletedCount: number | null;
  readonly finished: boolean;
  readonly attempt: number;
  readonly failures: number;
}

/** Adds a person with that many todos which are due for cleanup. */
export async function addDueTodos(url: string, count: number, now: Date): Promise<void> {
  const owner = newId(now);
  await withConnection(url, async (client) => {
    await client.query('INSERT INTO "user" (id, name, email, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)', [
      owner,
      "Ada",
      `${owner}@example.com`,
      now,
    ]);
    await client.query(
      `INSERT INTO todo (id, owner_id, title, completed_at, expires_at, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'Todo ' || n, done, done + interval '7 days', done, done
       FROM (SELECT n, $3::timestamptz - interval '30 days' + n * interval '1 millisecond' AS done
             FROM generate_series(1, $2::int) AS n) AS numbered`,
      [owner, count, now],
    );
  });
}

export async function cleanupState(url: string): Promise<CleanupState> {
  return await withConnection(url, async (client) => {
    const { rows } = await client.query<CleanupState>(
      `SELECT (SELECT count(*)::int FROM todo) AS left, (SELECT count(*)::int FROM trashed_todo) AS trashed,
              (run.result ->> 'deletedCount')::int AS "deletedCount", run.finished_at IS NOT NULL AS finished,
              run.attempt, jsonb_array_length(run.failures) AS failures
       FROM task_run AS run WHERE run.task = $1 ORDER BY run.id LIMIT 1`,
      [todoCleanup.name],
    );
    return rows[0] ?? { left: 0, trashed: 0, deletedCount: null, finished: false, attempt: 0, failures: 0 };
  });
}

/** Plans the cleanup of an hour ago, and no later one. */
export async function planCleanup(url: string, now: Date): Promise<void> {
  const cron = `${now.getUTCMinutes()} ${(now.getUTCHours() + 23) % 24} * * *`;
  await withConnection(url, (client) =>
    client.query("INSERT INTO task_schedule (task, cron, time_zone, registered_at) VALUES ($1, $2, 'UTC', $3)", [
      todoCleanup.name,
      cron,
      new Date(now.getTime() - 7_200_000),
    ]),
  );
}

/** Lets the claims end, as they do until the next call of a scheduler. */
export async function passOneDay(url: string): Promise<void> {
  await withConnection(url, (client) =>
    client.query("UPDATE request_claim SET claimed_until = claimed_until - interval '1 day'"),
  );
}
