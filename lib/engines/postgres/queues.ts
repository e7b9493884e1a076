import type { StoredTask } from "#lib/tasks/registry.ts";

/** Where pg-boss puts jobs whose last attempt ended without a word: their process was killed. */
export const LOST_RUNS = "lost-runs";

/** One queue a task. */
export function queueName(task: string): string {
  return task;
}

/**
 * A dead worker's job is taken again about `heartbeatSeconds` after its last sign of life, plus one supervision interval of 10 s.
 * Measured: re-run 23–25 s after kill -9.
 */
export function queueOptions(task: StoredTask) {
  return {
    policy: "singleton",
    heartbeatSeconds: 20,
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
