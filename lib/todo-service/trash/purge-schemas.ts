import { z } from "zod";
import { type DeleteState, deleteStateSchema } from "#lib/batched-delete/delete-state.ts";
import { failedRowsSchema } from "#lib/batched-delete/failed-rows.ts";

/** The state that a purge saves with every batch. */
export const purgeStateSchema = deleteStateSchema;
export type PurgeState = DeleteState;

export const purgeResultSchema = z.object({
  purgedCount: z.int(),
  /** Todos that the database refused to delete. */
  failed: failedRowsSchema.optional(),
});
