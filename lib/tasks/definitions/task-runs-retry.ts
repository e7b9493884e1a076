import { z } from "zod";
import { bulkFilter, bulkPreviewSchema, bulkResultSchema, bulkStateSchema } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { defineTask } from "../define-task.ts";
import { unfinished } from "../task.ts";

export const taskRunsRetry = defineTask({
  name: "task-runs/retry",
  title: "Retry many runs",
  description: "Runs the tasks of all failed or canceled runs that a filter lets through again, with their payloads.",
  payload: z.strictObject({
    status: z.enum(["failed", "canceled"]).describe("Runs that ended so."),
    ...bulkFilter,
  }),
  result: bulkResultSchema,
  progress: bulkStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  async run({ status, ...filter }, { runId, startedAt, services, batches }) {
    const { state, done } = await services.bulk.retry({ runId, status, filter, now: startedAt }, batches);
    return done ? { doneCount: state.doneCount, skippedCount: state.skippedCount } : unfinished;
  },
  preview: {
    result: bulkPreviewSchema,
    run: ({ status, ...filter }, { services, now }) => services.bulk.preview({ status, filter, now }),
  },
});
