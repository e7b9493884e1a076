import { z } from "zod";
import { bulkFilter } from "#lib/task-runs/bulk/bulk-schemas.ts";
import { actInBulk, bulkTask } from "../bulk/bulk-task.ts";
import { defineTask } from "../define-task.ts";

export const taskRunsRetry = defineTask({
  ...bulkTask,
  name: "task-runs/retry",
  title: "Retry many runs",
  description: "Runs the tasks of all failed or canceled runs that a filter lets through again, with their payloads.",
  payload: z.strictObject({
    status: z.enum(["failed", "canceled"]).describe("Runs that ended so."),
    ...bulkFilter,
  }),
  run: (payload, context) => actInBulk("retry", payload, context),
});
