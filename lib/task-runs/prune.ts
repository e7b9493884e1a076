import type { BatchResult, DeleteControl } from "#lib/batched-delete/batch-control.ts";
import { deleteInBatches } from "#lib/batched-delete/batched-delete.ts";
import type { DeleteState } from "#lib/batched-delete/delete-state.ts";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";

/** The history of finished runs. */
export interface RunHistory {
  /** Deletes runs that finished more than RUN_HISTORY_DAYS before `now`. */
  prune(request: { readonly now: Date }, control: DeleteControl<DeleteState>): Promise<BatchResult<DeleteState>>;
  /** Deletes records of missed slots that are older than RUN_HISTORY_DAYS. */
  pruneMissedSlots(request: { readonly now: Date }): Promise<void>;
  /** The most rows that any of the last 30 succeeded runs of a task removed; null where none has succeeded. */
  largestRemoval(task: string): Promise<number | null>;
}

export function createRunHistory(parts: { readonly database: Database; readonly historyDays: number }): RunHistory {
  const { database, historyDays } = parts;
  return {
    prune({ now }, control) {
      const before = addDays(now, -historyDays);
      const rows = {
        table: "task_run",
        key: "finished_at",
        due: Prisma.sql`task_run.finished_at < ${before}`,
      } as const;
      return deleteInBatches({ database, control, rows });
    },

    async pruneMissedSlots({ now }) {
      await database.missedSlots.deleteMany({ where: { at: { lt: addDays(now, -historyDays) } } });
    },

    async largestRemoval(task) {
      const [row] = await database.$queryRaw<{ largest: number | null }[]>`
        SELECT max(coalesce(result ->> 'deletedCount', result ->> 'purgedCount', '0')::int) AS largest
        FROM task_run WHERE id IN (
          SELECT id FROM task_run WHERE task = ${task} AND outcome = 'succeeded' AND finished_at IS NOT NULL
          ORDER BY task DESC, outcome DESC, id DESC LIMIT 30)`;
      return row?.largest ?? null;
    },
  };
}
