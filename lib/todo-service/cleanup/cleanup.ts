import type { BatchResult, DeleteControl } from "#lib/batched-delete/batch-control.ts";
import { deleteInBatches } from "#lib/batched-delete/batched-delete.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { purgeableTrash } from "../trash/purge.ts";
import type { PurgeState } from "../trash/purge-schemas.ts";
import { dueTodos, intoTrash } from "./cleanup-due.ts";
import { previewCleanup } from "./cleanup-preview.ts";
import type { CleanupPreview, CleanupRequest, CleanupState } from "./cleanup-schemas.ts";

/** Removes expired todos and old trash. */
export interface Cleanup {
  /**
   * Moves every due todo to the trash, or deletes it where TRASH_DAYS is 0. A todo that was changed after `asOf` stays.
   * @throws {DomainError} `invalid` when `asOf` is later than `now`.
   */
  cleanUp(request: CleanupRequest, control: DeleteControl<CleanupState>): Promise<BatchResult<CleanupState>>;
  /** Previews a cleanup. A cleanup with the answer's `asOf` removes only todos of the preview. */
  previewCleanup(request: { readonly days?: number; readonly asOf: Date }): Promise<CleanupPreview>;
  /** Deletes todos that have been in the trash for at least TRASH_DAYS. */
  purgeTrash(request: { readonly now: Date }, control: DeleteControl<PurgeState>): Promise<BatchResult<PurgeState>>;
}

/** @param options.trashDays days that trashed todos can be restored; 0 for no trash. */
export function createCleanup({ database, trashDays }: { database: Database; trashDays: number }): Cleanup {
  return {
    async cleanUp(request, control) {
      if (request.asOf > request.now) {
        throw new DomainError(
          "invalid",
          "A cleanup can't judge by a future instant: use an asOf that is not later than now.",
        );
      }
      const rows = dueTodos(request);
      return deleteInBatches({
        database,
        control,
        rows: trashDays === 0 ? rows : { ...rows, moveTo: intoTrash(request) },
      });
    },
    previewCleanup: (request) => previewCleanup(database, request),
    purgeTrash: ({ now }, control) => deleteInBatches({ database, control, rows: purgeableTrash({ now, trashDays }) }),
  };
}
