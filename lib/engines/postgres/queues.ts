import type { StoredTask } from "#lib/tasks/registry.ts";

/** Where pg-boss puts jobs whose last attempt ended without a word: their process was killed. */
export const LOST_RUNS = "lost-runs";

/** One queue a task. */
export function queueName(task: string): string {
  return task;
}

/**
 * A dead worker's job is begun again within 30 s: `heartbeatSeconds` after its last sign of life, plus at most 5 s until
 * supervision notices, 2–4 s of retry delay and 5 s until the poll (docs/performance.md has the measured times).
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
    deadLetter: LOST_RUNS,
  } as const;
}

/** The poll is the fallback for a lost notification and the pace at which retries are noticed. */
export const workOptions = {
  includeMetadata: true,
  pollingIntervalSeconds: 2,
  notifyPollingIntervalSeconds: 5,
} as const;
