import { z } from "zod";
import { failedRowsSchema } from "#lib/batched-delete/failed-rows.ts";
import type { CleanupState } from "#lib/todo-service/cleanup/cleanup-schemas.ts";

const count = z.int().min(0);

/** The result of a finished cleanup. The optional fields are missing in results of older versions. */
export const cleanupReceiptSchema = z.object({
  deletedCount: z.int(),
  batches: z.int(),
  asOf: z.iso.datetime(),
  /** Due todos that stayed, by reason. */
  skipped: z
    .object({
      locked: count.describe("Locked until the end; the next cleanup takes them."),
      reopened: count,
      pinned: count,
      changed: count.describe("Edited, restored or deleted meanwhile."),
    })
    .optional(),
  /** Todos that the database refused to move. They stay in the list, and every cleanup tries them again. */
  failed: failedRowsSchema.optional(),
  /** From the start of the first attempt to the end of the last, waiting for retries included. */
  seconds: z.number().min(0).optional(),
  /** `deletedCount` by `seconds`, hence of the whole run. */
  rowsPerSecond: z.number().min(0).optional(),
});
export type CleanupReceipt = z.output<typeof cleanupReceiptSchema>;

/** The receipt of a run that ends now. Counts and duration are those of all its attempts together. */
export function cleanupReceipt(
  state: Pick<CleanupState, "deletedCount" | "batches" | "skipped" | "failed">,
  run: { readonly asOf: Date; readonly startedAt: Date; readonly endedAt: Date },
): CleanupReceipt {
  const { deletedCount, batches, skipped, failed } = state;
  const { locked = 0, reopened = 0, pinned = 0, changed = 0 } = skipped;
  // Processes' clocks may differ a little, so an end before the start is possible.
  const seconds = Math.max(1, run.endedAt.getTime() - run.startedAt.getTime()) / 1000;
  return {
    deletedCount,
    batches,
    asOf: run.asOf.toISOString(),
    skipped: { locked, reopened, pinned, changed },
    failed,
    seconds,
    rowsPerSecond: Math.round(deletedCount / seconds),
  };
}
