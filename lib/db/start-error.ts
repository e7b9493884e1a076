import { hasDatabaseCode } from "./failure.ts";

/** Thrown when a start cannot succeed. Its message names the fix. */
export class StartError extends Error {
  override readonly name = "StartError";
}

const advice: readonly (readonly [code: string, text: string])[] = [
  [
    "42501",
    "The database user lacks a right. It must own the database, or have CREATE on it: GRANT CREATE ON DATABASE …",
  ],
  ["28P01", "The database refuses this user and password. Correct DATABASE_URL."],
  ["28000", "The database refuses this user. Correct DATABASE_URL, or pg_hba.conf of the server."],
  ["3D000", "There is no such database. Create it, or correct DATABASE_URL."],
  ["53300", "The database has no connection left. Raise max_connections or the user's limit, or stop other processes."],
  ["42P01", "The database is not migrated. Run: npm run db:migrate"],
];

/** Names the fix for an error that kept a process from starting its tasks. */
export function toStartError(cause: unknown): StartError {
  const known = advice.find(([code]) => hasDatabaseCode(cause, code))?.[1];
  return new StartError(known ?? "The tasks cannot be started; the cause follows.", { cause });
}
