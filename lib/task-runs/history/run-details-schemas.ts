import { z } from "zod";
import { runStatuses, taskNamePattern } from "../schemas.ts";
import { logLineSchema } from "./run-log-schemas.ts";

export const relatedRunSchema = z.object({
  id: z.uuid(),
  task: z.string().regex(taskNamePattern),
  status: z.enum(runStatuses),
  createdAt: z.iso.datetime(),
});
export type RelatedRun = z.output<typeof relatedRunSchema>;

/** Details for the page of a run, beside the run itself. */
export const runDetailsSchema = z.object({
  /** The user who asked for it; null for schedules, and for people whose account is gone. */
  requester: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The last heartbeat of the process or engine that has the run. */
  heartbeatAt: z.iso.datetime().nullable(),
  /** At most 100 lines, oldest first. Empty for runs of earlier versions. */
  log: z.array(logLineSchema),
  /** The run that this one repeats. */
  retryOf: z.uuid().nullable(),
  /** The runs that repeat this one, newest first. */
  retries: z.array(relatedRunSchema),
  /** The runs whose payload names this one, e.g. the restore of the rows that it removed; newest first. */
  about: z.array(relatedRunSchema),
});
export type RunDetails = z.output<typeof runDetailsSchema>;
