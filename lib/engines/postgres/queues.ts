import type { StoredTask } from "#lib/tasks/registry.ts";

/** The dead-letter queue: jobs whose process was killed on the last attempt. */
export const STALLED_RUNS = "stalled-runs";

/** One queue for each task. */
export function queueName(task: string): string {
  return task;
}

/**
 * A dead worker's job starts again within 30 s: `heartbeatSeconds` after its last heartbeat, plus at most 5 s until
 * supervision notices, 2–4 s of retry delay and 5 s until the poll (ADR 3).
 */
export function queueOptions(task: StoredTask) {
  return {
    policy: "singleton",
    heartbeatSeconds: 15,
    notify: true,
    retryLimit: task.retries.limit,
    retryDelay: task.retries.delaySeconds,
    retryBackoff: true,
    expireInSeconds: 21_600,
    deadLetter: STALLED_RUNS,
  } as const;
}

/** The poll is the fallback for a lost notification. It also finds the retries that are due. */
export const workOptions = {
  includeMetadata: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 5,
} as const;
