import type { BatchControl, BatchResult } from "#lib/batched-delete/batch-control.ts";
import { deleteInBatches } from "#lib/batched-delete/batched-delete.ts";
import type { DeleteState } from "#lib/batched-delete/delete-state.ts";
import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";

/** The history of finished runs. */
export interface RunHistory {
  /** Deletes runs that finished more than RUN_HISTORY_DAYS before `now`. */
  prune(request: { readonly now: Date }, control: BatchControl<DeleteState>): Promise<BatchResult<DeleteState>>;
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
  };
}
