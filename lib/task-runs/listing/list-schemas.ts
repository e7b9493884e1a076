import { z } from "zod";
import { givenInstant } from "#lib/instant.ts";
import { ofAtMost, storable } from "#lib/text.ts";
import { defaultRunPageSize, errorNameMaxLength, runPageMax, runSearchMaxLength } from "../limits.ts";
import { runStatuses, runTriggers, taskNamePattern } from "../schemas.ts";

/** A filter of runs, which meet all of it. A field that is left out lets every run through. */
const filter = {
  task: z.string().regex(taskNamePattern, "use a task's name: domain/action").optional(),
  status: z.enum(runStatuses, `use one of ${runStatuses.join(", ")}`).optional(),
  trigger: z.enum(runTriggers, `use one of ${runTriggers.join(", ")}`).optional(),
  error: storable(ofAtMost(errorNameMaxLength, z.string()))
    .optional()
    .describe("The name of the error, e.g. `TypeError`."),
  from: givenInstant().optional().describe("Runs that were created at this instant or later."),
  to: givenInstant().optional().describe("Runs that were created before this instant."),
  q: storable(ofAtMost(runSearchMaxLength, z.string().trim()))
    .default("")
    .describe("Words to find in payload, result, error, or the name or address of who asked for the run."),
};

export const runFilterSchema = z.strictObject(filter);
export type RunFilter = z.output<typeof runFilterSchema>;

export const listRunsSchema = z.strictObject({
  ...filter,
  limit: z.coerce
    .number<number>("must be a number")
    .int("must be a whole number")
    .min(1, "use at least 1")
    .max(runPageMax, `use at most ${runPageMax}`)
    .default(defaultRunPageSize),
  cursor: z.uuid("use the nextCursor of the page before").optional(),
});
export type ListRuns = z.output<typeof listRunsSchema>;

/** The number of runs that a filter lets through. */
export const runCountSchema = z.object({
  count: z.int().min(0),
  /** False when there may be more than `count`: counting stops at a bound. */
  isComplete: z.boolean(),
});
export type RunCount = z.output<typeof runCountSchema>;
