import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "#lib/logger.ts";
import { requestLimitSeconds, requestMarginSeconds } from "#lib/request-limit.ts";
import type { RequestClaim, RequestClaims } from "#lib/task-runs/request-claims.ts";
import { stalledRunError } from "#lib/task-runs/run-error.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import type { Engine, ExecutingRequest, RunExecutor } from "../engine.ts";

/** The time that a shutdown waits for requests to reach the end of their batch. */
const STOP_TIMEOUT_MS = 20_000;

/** The seconds that the host gives a request, and those at its end that stay unused. */
export interface RequestTime {
  readonly limitSeconds: number;
  readonly marginSeconds: number;
}

const defaultTime: RequestTime = { limitSeconds: requestLimitSeconds, marginSeconds: requestMarginSeconds };

/**
 * Executes runs within requests, where no process stays: slice by slice, below the host's limit. The next request
 * continues an unfinished run. The queue is task_run itself; a claim keeps two requests from executing one task.
 */
export function createInRequestEngine(parts: {
  readonly catalog: TaskCatalog;
  readonly store: RunStore;
  readonly claims: RequestClaims;
  readonly clock: () => Date;
  readonly logger: Logger;
  readonly stepSeconds: number;
  readonly time?: RequestTime;
}): Engine {
  const { catalog, store, claims, clock, logger, stepSeconds, time = defaultTime } = parts;
  const tasks = catalog.all.map(({ name, retries }) => ({ name, retryDelaySeconds: retries.delaySeconds }));
  const shutdown = new AbortController();
  const inProgress = new Set<Promise<void>>();
  let executor: RunExecutor | undefined;

  return {
    name: "in-request",

    async dispatch(run) {
      if (run.engine !== "in-request") await claims.adopt(run);
    },

    executeWith(next) {
      executor = next;
    },

    async start() {},

    async stop() {
      shutdown.abort(new RunInterrupted());
      const finished = Promise.allSettled(inProgress);
      await Promise.race([finished, sleep(STOP_TIMEOUT_MS, null, { ref: false })]);
    },

    async executeWithin(request) {
      const work = executeUntil(request).finally(() => inProgress.delete(work));
      inProgress.add(work);
      await work;
    },
  };

  async function executeUntil(request: ExecutingRequest): Promise<void> {
    const { startedAt, isAnswered, first } = request;
    const limit = startedAt.getTime() + time.limitSeconds * 1000;
    const end = limit - time.marginSeconds * 1000;
    const stopAt = isAnswered ? end : Math.min(end, startedAt.getTime() + stepSeconds * 1000);
    const options = {
      until: new Date(limit + time.marginSeconds * 1000),
      afterAnswer: isAnswered,
      ...(first === undefined ? {} : { first }),
    };
    while (!shutdown.signal.aborted) {
      const now = clock();
      const leftMs = stopAt - now.getTime();
      if (leftMs <= 0) return;
      const claim = await claims.claimNext(tasks, options, now);
      if (claim) await executeClaimed(claim, leftMs);
      else if (!isAnswered || !(await waitForDueRun(now, stopAt))) return;
    }
  }

  /** False when no run becomes due in time. */
  async function waitForDueRun(now: Date, stopAt: number): Promise<boolean> {
    const dueAt = await claims.nextDueAt(tasks, now);
    if (dueAt === null || dueAt.getTime() >= stopAt) return false;
    await sleep(dueAt.getTime() - now.getTime(), null, { signal: shutdown.signal }).catch(() => {});
    return true;
  }

  async function executeClaimed(claim: RequestClaim, leftMs: number): Promise<void> {
    let continues: number | null = null;
    try {
      continues = await executeSlice(claim, leftMs);
    } finally {
      await claims.release(claim, continues, clock());
    }
  }

  /** Returns the attempt that is to be continued; null when the run or the attempt is over. */
  async function executeSlice(claim: RequestClaim, leftMs: number): Promise<number | null> {
    const { runId, task, usedAttempts } = claim;
    const { limit } = catalog.get(task).retries;
    if (claim.wasKilled && usedAttempts > limit) {
      await store.failRun(runId, stalledRunError, clock());
      return null;
    }
    if (!executor) throw new Error("The engine was started before it was given an executor.");
    const slice = await executor
      .executeSlice(runId, {
        attempt: claim.continues,
        isLastAttempt: usedAttempts >= limit,
        budgetMs: Math.min(stepSeconds * 1000, leftMs),
        shutdown: shutdown.signal,
        onShutdown: "next-slice",
      })
      .catch((error: unknown) => {
        logger.warn({ runId, task, err: error }, "attempt failed; a later call starts another");
        return null;
      });
    if (slice?.outcome !== "unfinished") return null;
    await store.requeue({ id: runId, attempt: slice.attempt });
    return slice.attempt;
  }
}
