import type { RunStatus } from "#lib/task-runs/schemas.ts";

export const statusLabels: Readonly<Record<RunStatus, string>> = {
  queued: "Queued",
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  canceled: "Canceled",
};

/** The statuses in the order of a run's life. */
export const shownStatuses: readonly RunStatus[] = ["queued", "running", "succeeded", "failed", "canceled"];
