import { z } from "zod";
import { deleteStateSchema } from "#lib/batched-delete/delete-state.ts";
import { failedRowsSchema } from "#lib/batched-delete/failed-rows.ts";

/** The state that a pruning saves with every batch. */
export const pruneStateSchema = deleteStateSchema;

export const pruneResultSchema = z.object({
  prunedCount: z.int(),
  /** Security events of accounts that were deleted as well. Absent in results from before there were any. */
  securityEvents: z.int().optional(),
  /** Audit entries that were deleted as well. Absent in results from before there were any. */
  auditEntries: z.int().optional(),
  /** Runs that the database refused to delete. */
  failed: failedRowsSchema.optional(),
});
