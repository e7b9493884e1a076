import type { BatchControl, Swept } from "#lib/batched-delete/batch-control.ts";
import { sweep } from "#lib/batched-delete/batched-delete.ts";
import { type SweepState, sweepStateSchema } from "#lib/batched-delete/delete-state.ts";
import { type Database, Prisma } from "#lib/db/client.ts";

export const pruneStateSchema = sweepStateSchema;

/** The part of the run history that forgets. */
export interface RunPruning {
  /** Removes runs that finished more than RUN_HISTORY_DAYS before `now`. */
  prune(request: { readonly now: Date }, control: BatchControl<SweepState>): Promise<Swept<SweepState>>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

export function createRunPruning(parts: { readonly database: Database; readonly historyDays: number }): RunPruning {
  const { database, historyDays } = parts;
  return {
    prune({ now }, control) {
      const before = new Date(now.getTime() - historyDays * DAY_MS);
      const rows = {
        table: "task_run",
        key: "finished_at",
        due: Prisma.sql`task_run.finished_at < ${before}`,
      } as const;
      return sweep({ database, control, rows });
    },
  };
}
