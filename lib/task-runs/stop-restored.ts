/** A connection whose transaction the caller ends. */
interface Connection {
  query(sql: string, values?: unknown[]): Promise<{ rowCount: number | null }>;
}

/**
 * Keeps the runs and schedules of a backup from starting by themselves: pauses every schedule, and cancels the runs
 * that had not ended. Much may have become due since, and mails may have been sent already. Resolves to the number of
 * canceled runs.
 */
export async function stopRestored(connection: Connection, now: Date): Promise<number> {
  await connection.query("UPDATE task_schedule SET paused = true");
  await connection.query("DELETE FROM request_claim");
  const { rowCount } = await connection.query(
    `UPDATE task_run SET status = 'canceled', finished_at = $1, cancel_requested_at = coalesce(cancel_requested_at, $1)
     WHERE finished_at IS NULL`,
    [now],
  );
  return rowCount ?? 0;
}
