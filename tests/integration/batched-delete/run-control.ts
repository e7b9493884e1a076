import type { BatchControl, DeleteControl } from "#lib/batched-delete/batch-control.ts";
import { type DeleteState, deleteStateSchema } from "#lib/batched-delete/delete-state.ts";
import type { Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";

/** A run in the database that holds the state of a batched delete, as the run store does. */
export interface SavedRun {
  readonly id: string;
  saved(): Promise<DeleteState | null>;
  /** The control of the next attempt, which continues from the saved state. */
  control(
    bounds?: Partial<Pick<BatchControl<DeleteState>, "signal" | "budgetMs">>,
  ): Promise<DeleteControl<DeleteState>>;
}

export async function startRun(db: Database, now: Date): Promise<SavedRun> {
  const id = newId(now);
  await db.taskRun.create({
    data: {
      id,
      task: "todo/cleanup",
      trigger: "cli",
      payload: {},
      engine: "in-process",
      status: "running",
      createdAt: now,
    },
  });
  return savedRun(db, id);
}

/** A run that exists already, e.g. one that another process started. */
export function savedRun(db: Database, id: string): SavedRun {
  async function saved() {
    const { progress } = await db.taskRun.findUniqueOrThrow({ where: { id } });
    return progress === null ? null : deleteStateSchema.parse(progress);
  }
  return {
    id,
    saved,
    async control(bounds = {}) {
      return {
        saved: await saved(),
        signal: bounds.signal ?? new AbortController().signal,
        budgetMs: bounds.budgetMs ?? Number.POSITIVE_INFINITY,
        clockIsRight: true,
        async save(transaction, state) {
          const progress = JSON.stringify(state);
          await transaction.$executeRaw`UPDATE task_run SET progress = ${progress}::jsonb WHERE id = ${id}::uuid`;
        },
      };
    },
  };
}
