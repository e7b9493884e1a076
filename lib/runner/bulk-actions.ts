import { DomainError } from "#lib/errors.ts";
import type { Acted, BulkControl, BulkOutcome, BulkRuns, BulkSelection } from "#lib/task-runs/bulk/bulk-runs.ts";
import type { BulkPreview } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import { taskRunsCancel } from "#lib/tasks/definitions/task-runs-cancel.ts";
import { taskRunsRetry } from "#lib/tasks/definitions/task-runs-retry.ts";
import type { Runs } from "./runs.ts";

/** A bulk action that a run executes. */
export interface BulkRequest extends BulkSelection {
  /** The run that executes it. */
  readonly runId: string;
}

/** Retries and cancels many runs. */
export interface BulkActions {
  preview(selection: BulkSelection): Promise<BulkPreview>;
  /** Enqueues each run's task again, once for each bulk action, in the name of the requester of that action. */
  retry(request: BulkRequest, control: BulkControl): Promise<BulkOutcome>;
  /** Cancels each run: queued ones at once, running ones after their batch. */
  cancel(request: BulkRequest, control: BulkControl): Promise<BulkOutcome>;
}

/** `runs`: asked for when needed, since runs execute tasks that act on runs. */
export function createBulkActions({ bulk, runs }: { readonly bulk: BulkRuns; readonly runs: () => Runs }): BulkActions {
  return {
    preview: (selection) => bulk.preview(selection, isNeverRetried),

    async retry(request, control) {
      const { trigger, requestedBy } = await runs().get(request.runId);
      const asker = { trigger, ...(requestedBy !== null && { requestedBy }) };
      return await bulk.actOnAll(
        request,
        (run) => {
          if (isNeverRetried(run)) return Promise.resolve("left-out");
          const idempotencyKey = `${request.runId} ${run.id}`;
          return unlessRefused(async () => {
            await runs().retry(run.id, { ...asker, idempotencyKey });
            return "done";
          });
        },
        control,
      );
    },

    cancel: (request, control) =>
      bulk.actOnAll(
        request,
        async (run) => {
          if (run.id === request.runId) return "left-out";
          return await unlessRefused(async () => {
            await runs().cancel(run.id, request.now);
            return "done";
          });
        },
        control,
      ),
  };
}

/** Whether a run is a bulk action that has ended: a retry would act on all of its runs once more. */
function isNeverRetried(run: Run): boolean {
  return isFinished(run) && isBulk(run);
}

function isBulk({ task }: Run): boolean {
  return task === taskRunsRetry.name || task === taskRunsCancel.name;
}

/** A run that can't be acted on holds up no other. */
async function unlessRefused(act: () => Promise<Acted>): Promise<Acted> {
  try {
    return await act();
  } catch (error) {
    const isRefused = error instanceof DomainError && ["conflict", "not-found", "invalid"].includes(error.kind);
    if (isRefused) return "skipped";
    throw error;
  }
}
