import { z } from "zod";
import { ofAtMost, storable } from "#lib/text.ts";
import { pauseReasonMaxLength } from "./limits.ts";

export const runStatuses = ["queued", "running", "succeeded", "failed", "canceled"] as const;
export type RunStatus = (typeof runStatuses)[number];

export const runTriggers = ["schedule", "api", "console", "cli", "event", "catch-up"] as const;
export type RunTrigger = (typeof runTriggers)[number];

/**
 * The engine that executes a run; `in-process` is the process that asked for it, e.g. the command line, and
 * `in-request` are the requests of a host where no process stays.
 */
export const runEngines = ["postgres", "inngest", "in-request", "in-process"] as const;
export type RunEngine = (typeof runEngines)[number];

/** `domain/action`, e.g. `todo/cleanup`. */
export const taskNamePattern = /^[a-z-]+\/[a-z-]+$/;

const instant = z.iso.datetime();
const json = z.json();

export const runErrorSchema = z.object({
  /** The error's class, e.g. `TypeError`. Runs of earlier versions did not record it. */
  name: z.string().exactOptional(),
  message: z.string(),
  stack: z.string().nullable(),
  /** Whether another attempt may succeed. */
  retriable: z.boolean(),
});
export type RunError = z.output<typeof runErrorSchema>;

export const runFailureSchema = z.object({ attempt: z.int(), failedAt: instant, error: runErrorSchema });
export type RunFailure = z.output<typeof runFailureSchema>;

/** A run as the API sends it: one execution of a task, recorded whatever engine executes it. */
export const runSchema = z.object({
  id: z.uuid(),
  task: z.string().regex(taskNamePattern),
  trigger: z.enum(runTriggers),
  requestedBy: z.uuid().nullable(),
  payload: json,
  status: z.enum(runStatuses),
  attempt: z.int(),
  progress: json.nullable(),
  result: json.nullable(),
  error: runErrorSchema.nullable(),
  failures: z.array(runFailureSchema),
  engine: z.enum(runEngines),
  createdAt: instant,
  dispatchedAt: instant.nullable(),
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  cancelRequestedAt: instant.nullable(),
  /** The time since which it waits for an operator's word; null where it does not. */
  heldAt: instant.nullable(),
  /** Inngest's own id for it. */
  engineRunId: z.string().nullable(),
  slot: instant.nullable(),
  idempotencyKey: z.string().nullable(),
});
export type Run = z.output<typeof runSchema>;

/** Whether a run has reached a status that never changes. */
export function isFinished(run: Pick<Run, "status">): boolean {
  return run.status === "succeeded" || run.status === "failed" || run.status === "canceled";
}

/** The reason for a pause, in an operator's words. */
export const pauseReason = storable(ofAtMost(pauseReasonMaxLength, z.string().trim()));

/** The author, time and reason of a pause, as far as they are known. */
export const pauseSchema = z.object({
  at: instant.nullable(),
  /** The name of a user, or of the account on the machine. */
  by: z.string().nullable(),
  reason: z.string().nullable(),
});
export type Pause = z.output<typeof pauseSchema>;

export const scheduleSchema = z.object({
  task: z.string().regex(taskNamePattern),
  /** Five fields; null where the environment turned the schedule off. */
  cron: z.string().nullable(),
  timeZone: z.string(),
  paused: z.boolean(),
  /** Null where it is not paused. */
  pause: pauseSchema.nullable(),
  registeredAt: instant,
  lastSlot: instant.nullable(),
});
export type Schedule = z.output<typeof scheduleSchema>;
