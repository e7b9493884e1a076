import type { RunDetails } from "#lib/task-runs/history/run-details-schemas.ts";
import type { Run } from "#lib/task-runs/schemas.ts";

/** A running run writes a heartbeat with each batch, which takes seconds. */
const staleMs = 60_000;

/** The time since which a running run has missed its heartbeats; null where all is well. */
export function staleSince(
  { status, startedAt }: Pick<Run, "status" | "startedAt">,
  { heartbeatAt }: Pick<RunDetails, "heartbeatAt">,
  now: Date,
): string | null {
  if (status !== "running") return null;
  const last = heartbeatAt ?? startedAt;
  return last !== null && now.getTime() - Date.parse(last) > staleMs ? last : null;
}
