import type { BulkResult } from "#lib/task-runs/bulk/bulk-schemas.ts";

/** The progress of a run that deletes rows without knowing their total. */
export function deletedSoFar({ deletedCount }: { readonly deletedCount: number }) {
  return { done: deletedCount, total: null };
}

/** The progress of a run that acts on other runs without knowing their total. */
export function actedSoFar({ doneCount, skippedCount }: Pick<BulkResult, "doneCount" | "skippedCount">) {
  return { done: doneCount + skippedCount, total: null };
}
