import { z } from "zod";
import { runStatuses, taskNamePattern } from "../schemas.ts";

const count = z.int().min(0);
const ms = z.number().nullable();

/** Recent figures of a task. */
export const taskFiguresSchema = z.object({
  task: z.string().regex(taskNamePattern),
  /** Runs of the last 30 days that succeeded or failed, at most the newest 1,000. */
  runs: count,
  succeeded: count,
  /** False where there were more runs, which are not counted. */
  isComplete: z.boolean(),
  /** Durations of those that succeeded, in milliseconds: half of them, and 95 of 100, took no longer. */
  p50Ms: ms,
  p95Ms: ms,
  /** The newest runs, oldest first. */
  recent: z.array(z.object({ id: z.uuid(), status: z.enum(runStatuses), ms })),
});
export type TaskFigures = z.output<typeof taskFiguresSchema>;

/** A day in UTC: its runs by outcome, and the number of rows that they removed. */
export const dayFiguresSchema = z.object({
  day: z.iso.date(),
  succeeded: count,
  failed: count,
  canceled: count,
  removed: count,
});
export type DayFigures = z.output<typeof dayFiguresSchema>;
