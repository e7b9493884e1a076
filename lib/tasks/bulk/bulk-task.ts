import {
  type BulkFilter,
  type BulkResult,
  type BulkState,
  bulkPreviewSchema,
  bulkResultSchema,
  bulkStateSchema,
} from "#lib/task-runs/bulk/bulk-schemas.ts";
import type { RunStatus } from "#lib/task-runs/schemas.ts";
import type { TaskServices } from "../services.ts";
import { type PreviewContext, type TaskContext, type Unfinished, unfinished } from "../task.ts";

type BulkPayload = BulkFilter & { readonly status: RunStatus };

/** The common parts of tasks that act on many runs. */
export const bulkTask = {
  result: bulkResultSchema,
  progress: bulkStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  preview: {
    result: bulkPreviewSchema,
    run: ({ status, ...filter }: BulkPayload, { services, now }: PreviewContext) =>
      services.bulk.preview({ status, filter, now }),
  },
} as const;

/** Does one thing to all runs that a payload names. */
export async function actInBulk(
  action: "retry" | "cancel",
  { status, ...filter }: BulkPayload,
  { runId, startedAt, services, batches }: TaskContext<BulkState>,
): Promise<BulkResult | Unfinished> {
  const act: TaskServices["bulk"]["retry"] = services.bulk[action];
  const outcome = await act({ runId, status, filter, now: startedAt }, batches);
  if (!outcome.done) return unfinished;
  const { doneCount, skippedCount } = outcome.state;
  return { doneCount, skippedCount };
}
