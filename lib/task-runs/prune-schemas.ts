import { z } from "zod";
import { deleteStateSchema } from "#lib/batched-delete/delete-state.ts";

/** What a pruning saves with every batch. */
export const pruneStateSchema = deleteStateSchema;

export const pruneResultSchema = z.object({ prunedCount: z.int() });
