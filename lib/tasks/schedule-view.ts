import { z } from "zod";
import { missedSlotsSchema } from "#lib/task-runs/schedule/missed-slots.ts";
import { scheduleSchema } from "#lib/task-runs/schemas.ts";

const timetable = z.object({ cron: z.string().nullable(), timeZone: z.string() });

/** A schedule as operators see it: its plan and the plan's source, its pause, and its missed slots. */
export const scheduleViewSchema = z.object({
  task: z.string(),
  title: z.string(),
  /** The plan in this version's code; null for a task that it does not have. */
  code: z.object({ cron: z.string() }).nullable(),
  /** The variable of the environment that replaces it, where it is set; a null `cron` switches the schedule off. */
  environment: z.object({ variable: z.string(), cron: z.string().nullable() }).nullable(),
  /** This process's plan, by code and environment together; null for a task that this version does not have. */
  declared: timetable.nullable(),
  /** The plan in force, as the process that started last stored it. Null until then. */
  stored: scheduleSchema.nullable(),
  /** Whether this process and the stored plan disagree: another version or another environment is at work. */
  differs: z.boolean(),
  /** The next slot, also one that is due already, and the run that an operator has started for it ahead of its time. */
  next: z.object({ slot: z.iso.datetime(), runId: z.uuid().nullable() }).nullable(),
  missed: z.array(missedSlotsSchema),
});
export type ScheduleView = z.output<typeof scheduleViewSchema>;
