import { z } from "zod";
import { bulkFilter } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { actInBulk, bulkTask } from "../bulk/bulk-task.ts";
import { defineTask } from "../define-task.ts";

export const taskRunsCancel = defineTask({
  ...bulkTask,
  name: "task-runs/cancel",
  title: "Cancel many runs",
  description: "Cancels all queued or running runs that a filter lets through. Running ones stop after their batch.",
  payload: z.strictObject({
    status: z.enum(["queued", "running"]).describe("Runs that are so."),
    ...bulkFilter,
  }),
  run: (payload, context) => actInBulk("cancel", payload, context),
});
