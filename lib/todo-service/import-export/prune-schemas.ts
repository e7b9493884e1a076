import { z } from "zod";
import { deleteStateSchema } from "#lib/batched-delete/delete-state.ts";
import { failedRowsSchema } from "#lib/batched-delete/failed-rows.ts";

/** The state that a pruning of imports saves with every batch. */
export const importPruneStateSchema = deleteStateSchema;

export const importPruneResultSchema = z.object({
  prunedCount: z.int(),
  /** Imports that the database refused to delete. */
  failed: failedRowsSchema,
});
