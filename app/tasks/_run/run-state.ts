import type { Run } from "#lib/task-runs/schemas.ts";

/** Whether something can still happen to a run. */
export function isActive({ status }: Pick<Run, "status">): boolean {
  return status === "queued" || status === "running";
}

/** Whether a run waits for an operator's word. */
export function isHeld(run: Pick<Run, "status" | "heldAt">): boolean {
  return run.heldAt !== null && isActive(run);
}

/** The duration of a run in milliseconds; null while it hasn't started or isn't finished. */
export function runDurationMs({ startedAt, finishedAt }: Pick<Run, "startedAt" | "finishedAt">): number | null {
  return startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt);
}
