import { z } from "zod";

export const alertKindSchema = z.enum(["heartbeat", "schedules", "no-success", "run-failed"]);
export type AlertKind = z.output<typeof alertKindSchema>;

/** The content of a notice, in the form that a webhook gets (docs/operating.md). It names no person and no todo. */
export const noticeMessageSchema = z.object({
  type: z.enum(["alert.started", "alert.resolved", "alert.test"]),
  /** The time at which the change was noticed. */
  timestamp: z.iso.datetime(),
  data: z.object({
    /** The same in both notices of an alert. */
    alertId: z.uuid(),
    kind: z.enum([...alertKindSchema.options, "test"]),
    /** One line, e.g. "Clean up completed todos failed". */
    summary: z.string(),
    /** The facts, and the next step. */
    detail: z.string(),
    task: z.string().nullable(),
    /** The run that failed. */
    runId: z.uuid().nullable(),
    startedAt: z.iso.datetime(),
    resolvedAt: z.iso.datetime().nullable(),
    /** The page to look at: the run or the console. */
    url: z.url(),
  }),
});
export type NoticeMessage = z.output<typeof noticeMessageSchema>;
