import type { BatchControl, Swept } from "#lib/batched-delete/batch-control.ts";
import { sweep } from "#lib/batched-delete/batched-delete.ts";
import type { Database } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { type PurgeState, purgeableTrash } from "../trash/purge.ts";
import { cleanUpTrash, dueTodos } from "./cleanup-due.ts";
import { previewCleanUp } from "./cleanup-preview.ts";
import type { CleanUpPreview, CleanUpRequest, CleanUpState } from "./cleanup-schemas.ts";

/** The part of the todo service that removes what has had its time. */
export interface Cleanup {
  /**
   * Moves every due todo to the trash, or deletes it where TRASH_DAYS is 0. A todo that was touched after `asOf` stays.
   * @throws {DomainError} `invalid` when `asOf` is later than `now`.
   */
  cleanUp(request: CleanUpRequest, control: BatchControl<CleanUpState>): Promise<Swept<CleanUpState>>;
  /** What a cleanup with the answer's `asOf` would remove: that one can only remove a subset of it. */
  previewCleanUp(request: { readonly days?: number; readonly asOf: Date }): Promise<CleanUpPreview>;
  /** Deletes what has been in the trash for more than TRASH_DAYS. */
  purgeTrash(request: { readonly now: Date }, control: BatchControl<PurgeState>): Promise<Swept<PurgeState>>;
}

/** @param options.trashDays days that removed todos stay restorable; 0 for no trash. */
export function createCleanup({ database, trashDays }: { database: Database; trashDays: number }): Cleanup {
  return {
    async cleanUp(request, control) {
      if (request.asOf > request.now) {
        throw new DomainError(
          "invalid",
          "A cleanup can't look into the future: use an asOf that is not later than now.",
        );
      }
      const rows = dueTodos(request);
      return sweep({ database, control, rows: trashDays === 0 ? rows : { ...rows, moveTo: cleanUpTrash(request) } });
    },
    previewCleanUp: (request) => previewCleanUp(database, request),
    purgeTrash: ({ now }, control) => sweep({ database, control, rows: purgeableTrash({ now, trashDays }) }),
  };
}
