import type { ClientBase } from "pg";

/**
 * Spares the queue's fetches the wait for the disk, on this connection. Nothing is lost by it: the start of an attempt
 * is recorded before anything is executed, and that commit flushes all before it. If the database crashes in between,
 * the job was never fetched.
 */
export function fetchUnflushed(client: ClientBase): void {
  const { query } = client;
  const unflushed = (...given: unknown[]): unknown => {
    const [text, ...rest] = given;
    return Reflect.apply(query, client, typeof text === "string" ? [withoutFlush(text), ...rest] : given);
  };
  Object.assign(client, { query: unflushed });
}

/**
 * The statement by which pg-boss fetches a job, with a setting for its own transaction that applies once it has found
 * one. Any other text stays as it is.
 */
export function withoutFlush(text: string): string {
  if (!fetching.test(text)) return text;
  return text.replace(
    "state = 'active',\n        started_on",
    "state = CASE set_config('synchronous_commit', 'off', true) WHEN 'off' THEN 'active'::pgboss.job_state END,\n        started_on",
  );
}

const fetching = /^\s*WITH\s+next AS \(/;
