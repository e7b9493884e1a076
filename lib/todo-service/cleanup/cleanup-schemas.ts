import { z } from "zod";
import { type DeleteState, deleteStateSchema } from "#lib/batched-delete/delete-state.ts";

/** Which todos a cleanup takes, and for which run. */
export interface CleanupRequest {
  readonly runId: string;
  /** Not later than `now`. A todo that was touched after this instant is never taken. */
  readonly asOf: Date;
  /** Everything completed more than this many days before `asOf`; without it each owner's retention decides. */
  readonly days?: number;
  readonly now: Date;
}

/** What a cleanup saves with every batch; `skipped` has the reasons `locked`, `reopened`, `pinned` and `changed`. */
export const cleanupStateSchema = deleteStateSchema;
export type CleanupState = DeleteState;

const instant = z.iso.datetime();
const count = z.int().min(0);

/** What a cleanup would remove, at a bounded cost whatever the backlog. */
export const cleanupPreviewSchema = z.object({
  /** Pass this on to the run: it then removes nothing that was not counted here. */
  asOf: instant,
  days: z.number().nullable(),
  count,
  /** False when there are more than `count`: everything here then describes the ones that are due the longest. */
  isComplete: z.boolean(),
  /** When the first and the last of them were completed. */
  oldest: instant.nullable(),
  newest: instant.nullable(),
  owners: z.object({
    count,
    /** The owners who have most to lose, at most 20. */
    most: z.array(z.object({ id: z.uuid(), name: z.string(), count })),
  }),
  /** The ones that are due the longest, at most 20. */
  sample: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      owner: z.object({ id: z.uuid(), name: z.string() }),
      completedAt: instant,
      expiresAt: instant.nullable(),
    }),
  ),
});
export type CleanupPreview = Readonly<z.output<typeof cleanupPreviewSchema>>;

/** The todos that cleanup may take and hasn't yet. */
export const cleanupBacklogSchema = z.object({
  /** Since when the one that has waited longest may be taken; null when none waits. */
  oldestDueAt: instant.nullable(),
  count,
  /** False when there are more than `count`. */
  isComplete: z.boolean(),
});
export type CleanupBacklog = Readonly<z.output<typeof cleanupBacklogSchema>>;
