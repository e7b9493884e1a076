import type { Run } from "#lib/task-runs/schemas.ts";
import { cleanupReceiptSchema } from "#lib/tasks/cleanup-receipt.ts";
import { cleanupStateSchema } from "#lib/todo-service/cleanup/cleanup-schemas.ts";

/** Whether a cleanup run removed anything. True for a run that another version recorded in a form unknown here. */
export function hasRemoved({ result, progress }: Pick<Run, "result" | "progress">): boolean {
  const receipt = cleanupReceiptSchema.safeParse(result).data;
  if (receipt !== undefined) return receipt.deletedCount > 0;
  const state = cleanupStateSchema.safeParse(progress).data;
  if (state !== undefined) return state.deletedCount > 0;
  // Progress is saved together with each batch.
  return result !== null || progress !== null;
}
