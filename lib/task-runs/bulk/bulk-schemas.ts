import { z } from "zod";
import { givenInstant } from "#lib/instant.ts";
import { errorNameMaxLength, runSearchMaxLength } from "../limits.ts";
import { runTriggers, taskNamePattern } from "../schemas.ts";

/** The filter of the runs to act on, beside their status. A field that is left out lets every run through. */
export const bulkFilter = {
  task: z.string().regex(taskNamePattern, "use a task's name: domain/action").optional().describe("Runs of this task."),
  trigger: z.enum(runTriggers).optional().describe("Runs that were started so."),
  error: z.string().max(errorNameMaxLength).optional().describe("The name of the error, e.g. `TypeError`."),
  from: givenInstant().optional().describe("Runs that were created at this instant or later."),
  to: givenInstant().optional().describe("Runs that were created before this instant."),
  q: z
    .string()
    .max(runSearchMaxLength)
    .optional()
    .describe("Words in payload, result, error, or the name or address of who asked for the run."),
  asOf: givenInstant()
    .optional()
    .describe(
      "When this was asked for: later runs are left alone. With a preview's asOf only what it counted is acted on.",
    ),
};
const bulkFilterSchema = z.strictObject(bulkFilter);
export type BulkFilter = z.output<typeof bulkFilterSchema>;

const count = z.int().min(0);

/** The state that a bulk action saves with each page of runs. */
export const bulkStateSchema = z.object({
  /** The run that was looked at last; null before the first. */
  cursor: z.uuid().nullable(),
  doneCount: count,
  /** Runs that could not be acted on, e.g. since their task is gone, or they finished meanwhile. */
  skippedCount: count,
});
export type BulkState = z.output<typeof bulkStateSchema>;

export const bulkResultSchema = bulkStateSchema.omit({ cursor: true });
export type BulkResult = z.output<typeof bulkResultSchema>;

/** The runs that a bulk action would act on. */
export const bulkPreviewSchema = z.object({
  count,
  /** False when there may be more than `count`: counting stops at a bound. */
  isComplete: z.boolean(),
  /** Of those that were counted. */
  tasks: z.array(z.object({ task: z.string(), count })),
  oldest: z.iso.datetime().nullable(),
  asOf: z.iso.datetime(),
});
export type BulkPreview = z.output<typeof bulkPreviewSchema>;
