import pg from "pg";
import { publishedEnv } from "./server.ts";

/**
 * Gives somebody open todos by the thousand, "Todo 1" on top; every third has notes. Straight into the table: that
 * takes no time.
 */
export async function makeManyTodos({ id }: { readonly id: string }, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: publishedEnv().DATABASE_URL });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO todo (id, owner_id, title, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'Todo ' || n, now(), now()
       FROM generate_series(1, $2) AS n`,
      [id, count],
    );
    // Random ids are no order: number the titles by it.
    await client.query(
      `UPDATE todo SET title = 'Todo ' || place, notes = CASE WHEN place % 3 = 0 THEN 'With notes' ELSE '' END FROM (
         SELECT id, row_number() OVER (ORDER BY id DESC) AS place FROM todo WHERE owner_id = $1
       ) AS numbered WHERE todo.id = numbered.id`,
      [id],
    );
    await client.query("ANALYZE todo");
  } finally {
    await client.end();
  }
}

/** Gives somebody todos that were completed at a time, "Done 1" first, with the retention of a week. */
export async function makeCompletedTodos(
  { id }: { readonly id: string },
  count: number,
  completedAt: Date,
): Promise<void> {
  const client = new pg.Client({ connectionString: publishedEnv().DATABASE_URL });
  await client.connect();
  try {
    await client.query(
      `INSERT INTO todo (id, owner_id, title, completed_at, expires_at, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'Done ' || n, $3::timestamptz, $3::timestamptz + interval '7 days', $3, $3
       FROM generate_series(1, $2) AS n`,
      [id, count, completedAt],
    );
  } finally {
    await client.end();
  }
}
