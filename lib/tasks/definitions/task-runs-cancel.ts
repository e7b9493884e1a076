import { z } from "zod";
import { bulkFilter, bulkPreviewSchema, bulkResultSchema, bulkStateSchema } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { defineTask } from "../define-task.ts";
import { unfinished } from "../task.ts";

export const taskRunsCancel = defineTask({
  name: "task-runs/cancel",
  title: "Cancel many runs",
  description: "Cancels all queued or running runs that a filter lets through. Running ones stop after their batch.",
  payload: z.strictObject({
    status: z.enum(["queued", "running"]).describe("Runs that are so."),
    ...bulkFilter,
  }),
  result: bulkResultSchema,
  progress: bulkStateSchema,
  retries: { limit: 3, delaySeconds: 2 },
  async run({ status, ...filter }, { runId, startedAt, services, batches }) {
    const { state, done } = await services.bulk.cancel({ runId, status, filter, now: startedAt }, batches);
    return done ? { doneCount: state.doneCount, skippedCount: state.skippedCount } : unfinished;
  },
  preview: {
    result: bulkPreviewSchema,
    run: ({ status, ...filter }, { services, now }) => services.bulk.preview({ status, filter, now }),
  },
});
