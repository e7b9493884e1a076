import { z } from "zod";
import { sqlStateOf } from "#lib/db/sql-state.ts";

/** How many of the rows that failed for one reason are named. */
const maxNamedRows = 10;

/** Rows that the database refused to delete or to move, by reason. They stay where they are. */
export const failedRowsSchema = z.array(
  z.object({
    reason: z.string(),
    count: z.int().min(1),
    ids: z.array(z.uuid()).describe(`The first ${maxNamedRows}.`),
  }),
);
export type FailedRows = z.output<typeof failedRowsSchema>;

/** A row that failed by itself, and why. */
export interface FailedRow {
  readonly id: string;
  readonly reason: string;
}

export function addFailedRows(failed: FailedRows, rows: readonly FailedRow[]): FailedRows {
  const added = new Map(failed.map((each) => [each.reason, each]));
  for (const { id, reason } of rows) {
    const { count, ids } = added.get(reason) ?? { count: 0, ids: [] };
    added.set(reason, { reason, count: count + 1, ids: ids.length < maxNamedRows ? [...ids, id] : ids });
  }
  return [...added.values()];
}

/** Classes of SQLSTATE that are about a row: its data, its constraints, its size, and what a trigger raises. */
const rowClasses = ["22", "23", "38", "39", "44", "54", "P0"];

const reasons: Readonly<Record<string, string>> = {
  "23502": "a value is missing",
  "23503": "what it belongs to is gone",
  "23505": "its id is taken already",
  "23514": "a value breaks a rule",
};

/** Why the database refused a row; null for an error that is not about a row, such as a lost connection. */
export function rowFailureReason(error: unknown): string | null {
  const state = sqlStateOf(error);
  if (state === null || !rowClasses.includes(state.slice(0, 2))) return null;
  return reasons[state] ?? `the database refused it (${state})`;
}
