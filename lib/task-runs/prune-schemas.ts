import { z } from "zod";
import { deleteStateSchema } from "#lib/batched-delete/delete-state.ts";
import { failedRowsSchema } from "#lib/batched-delete/failed-rows.ts";

/** What a pruning saves with every batch. */
export const pruneStateSchema = deleteStateSchema;

export const pruneResultSchema = z.object({
  prunedCount: z.int(),
  /** Runs that the database refused to delete. */
  failed: failedRowsSchema.optional(),
});
