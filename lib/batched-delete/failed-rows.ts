import { z } from "zod";

/** The most rows named for each reason of failure. */
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

/** A row that failed by itself, with the reason. */
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
