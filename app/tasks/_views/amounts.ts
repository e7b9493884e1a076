import type { BulkResult } from "#lib/task-runs/bulk/bulk-schemas.ts";

/** How far a run is that deletes, and does not know how much there is. */
export function deletedSoFar({ deletedCount }: { readonly deletedCount: number }) {
  return { done: deletedCount, total: null };
}

/** How far a run is that acts on many runs, and does not know how many there are. */
export function actedSoFar({ doneCount, skippedCount }: Pick<BulkResult, "doneCount" | "skippedCount">) {
  return { done: doneCount + skippedCount, total: null };
}
