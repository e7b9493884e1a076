import { z } from "zod";
import { type DeleteState, deleteStateSchema } from "#lib/batched-delete/delete-state.ts";

/** The scope of a cleanup, and its run. */
export interface CleanupRequest {
  readonly runId: string;
  /** Not later than `now`. A todo that was changed after this instant stays. */
  readonly asOf: Date;
  /** Takes todos completed at least this many days before `asOf`. Without it each owner's retention decides. */
  readonly days?: number;
  readonly now: Date;
}

/** The progress of a cleanup. `skipped` has the reasons `locked`, `reopened`, `pinned` and `changed`. */
export const cleanupStateSchema = deleteStateSchema;
export type CleanupState = DeleteState;

const instant = z.iso.datetime();
const count = z.int().min(0);

/** The preview of a cleanup, at a bounded cost. */
export const cleanupPreviewSchema = z.object({
  /** Pass this on to the run: it then removes only todos that are counted here. */
  asOf: instant,
  days: z.number().nullable(),
  count,
  /** False when there are more than `count`. Everything here then describes the `count` that expired first. */
  isComplete: z.boolean(),
  /** The first and the last time at which any of them was completed. */
  oldest: instant.nullable(),
  newest: instant.nullable(),
  owners: z.object({
    count,
    /** The owners with the most of them, at most 20. */
    most: z.array(z.object({ id: z.uuid(), name: z.string(), count })),
  }),
  /** The first that expired, at most 20. */
  sample: z.array(
    z.object({
      id: z.uuid(),
      /** Null where people's titles are left out. */
      title: z.string().nullable(),
      owner: z.object({ id: z.uuid(), name: z.string() }),
      completedAt: instant,
      expiresAt: instant.nullable(),
    }),
  ),
});
export type CleanupPreview = Readonly<z.output<typeof cleanupPreviewSchema>>;

/** The preview without text of people. */
export function withoutTitles(preview: CleanupPreview): CleanupPreview {
  return { ...preview, sample: preview.sample.map((todo) => ({ ...todo, title: null })) };
}

/** The todos that cleanup may take and hasn't yet. */
export const cleanupBacklogSchema = z.object({
  /** The time since which the one that has waited longest is due; null when none waits. */
  oldestDueAt: instant.nullable(),
  count,
  /** False when there are more than `count`. */
  isComplete: z.boolean(),
});
export type CleanupBacklog = Readonly<z.output<typeof cleanupBacklogSchema>>;
