import { z } from "zod";
import { roles } from "../roles/role.ts";

/** Everything that operators do and that is recorded. */
export const auditActions = [
  "run-enqueued",
  "run-canceled",
  "run-released",
  "run-retried",
  "run-restored",
  "schedule-paused",
  "schedule-resumed",
  "slot-run",
  "titles-shown",
  "role-changed",
  "sessions-ended",
  "account-disabled",
  "account-enabled",
  "invite-created",
  "invite-revoked",
  "reset-link-created",
  "sign-in-link-created",
] as const;
export type AuditAction = (typeof auditActions)[number];

/** More about an act, where there is more to say. */
export const auditDetailsSchema = z.object({
  /** The reason, in the operator's words. */
  reason: z.string().optional(),
  /** The run that the act started. */
  startedRunId: z.uuid().optional(),
  /** The slot that was claimed ahead of its time. */
  slot: z.iso.datetime().optional(),
  /** The role that was given or offered. */
  role: z.enum(roles).optional(),
  /** The number of things ended, shown or changed. */
  count: z.int().optional(),
});
export type AuditDetails = z.output<typeof auditDetailsSchema>;

/** One act of an operator, and its object. */
export interface AuditedAct {
  readonly action: AuditAction;
  readonly task?: string;
  readonly runId?: string;
  /** The user whose account it is about. */
  readonly userId?: string;
  readonly details?: AuditDetails;
}
