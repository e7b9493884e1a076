import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { Logger } from "#lib/logger.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";

/** A job keeps its queue for so long beyond its own run: less than a heartbeat lasts, so no one else has the queue. */
const keptMs = 10_000;
/** So many runs are looked up at a time. */
const chunkSize = 100;

/**
 * The runs behind the run of an active job. They are executed one after another while that job keeps the queue, since
 * no other is active there. Their own jobs stay queued meanwhile: after a crash they are fetched as ever.
 */
export interface Backlog {
  /** The next run. Null where there is none, or the job may not keep the queue any longer. Never rejects. */
  next(): Promise<string | null>;
  /** Records that this run was started. */
  started(runId: string): void;
  /** Makes the queue retry the run that was started last, after the delay that is due. Ends the backlog. */
  retryLast(error: unknown): Promise<null>;
  /** Completes the jobs of the other runs. */
  close(): Promise<void>;
}

/**
 * A job that another process has fetched stays its own: this one may have been frozen for so long that the queue gave
 * its work away.
 */
const completeWaiting = `UPDATE pgboss.job SET state = 'completed', completed_on = now()
  WHERE name = $1 AND id = ANY($2::uuid[]) AND state < 'active'`;

/** As if the queue had given it out: this try counts, and the next delay is twice as long. */
const startWaiting = `UPDATE pgboss.job SET started_on = now()
  WHERE name = $1 AND id = $2::uuid AND state = 'created' RETURNING id`;

export function openBacklog(parts: {
  readonly boss: PgBoss;
  readonly job: JobWithMetadata<unknown>;
  readonly store: Pick<RunStore, "waiting">;
  readonly shutdown: AbortSignal;
  readonly logger: Logger;
}): Backlog {
  const { boss, job, store, shutdown, logger } = parts;
  const queue = job.name;
  const until = performance.now() + keptMs;
  let waiting: string[] = [];
  let done: string[] = [];

  const completeDone = async () => {
    const ids = done;
    done = [];
    if (ids.length > 0) await boss.getDb().executeSql(completeWaiting, [queue, ids]);
  };

  return {
    async next() {
      if (shutdown.aborted || job.signal.aborted || performance.now() >= until) return null;
      try {
        if (waiting.length === 0) {
          await completeDone();
          waiting = await store.waiting(queue, "postgres", chunkSize);
        }
      } catch (error) {
        logger.warn({ task: queue, err: error }, "the backlog cannot be read; the queue gives one run at a time");
      }
      return waiting.shift() ?? null;
    },

    started: (runId) => void done.push(runId),

    async retryLast(error) {
      const runId = done.pop();
      if (runId === undefined) return null;
      const { rows } = await boss.getDb().executeSql(startWaiting, [queue, runId]);
      if (rows.length > 0) await boss.fail(queue, runId, error instanceof Error ? error : null);
      return null;
    },

    close: completeDone,
  };
}
