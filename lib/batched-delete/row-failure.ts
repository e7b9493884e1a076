import { sqlStateOf } from "#lib/db/sql-state.ts";

/** Classes of SQLSTATE that are about a row: its data, its constraints, its size, and the errors of a trigger. */
const rowClasses = ["22", "23", "38", "39", "44", "54", "P0"];

const reasons: Readonly<Record<string, string>> = {
  "23502": "a value is missing",
  "23503": "what it belongs to is gone",
  "23505": "its id is taken already",
  "23514": "a value breaks a rule",
};

/** The reason why the database refused a row; null for an error that is not about a row, such as a lost connection. */
export function rowFailureReason(error: unknown): string | null {
  const state = sqlStateOf(error);
  if (state === null || !rowClasses.includes(state.slice(0, 2))) return null;
  return reasons[state] ?? `the database refused it (${state})`;
}
