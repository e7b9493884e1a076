import type { Engine } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import type { Dispatcher } from "#lib/runner/dispatcher.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import type { FutureRepair } from "#lib/task-runs/clocks/future-repair.ts";
import { stalledAfterMs } from "#lib/task-runs/limits.ts";
import { stalledRunError } from "#lib/task-runs/run-error.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";

/** A queued run that no engine has for this long was recorded before a crash, or while the engine was out of reach. */
const UNDISPATCHED_AFTER_MS = 10_000;

/** A process that lives fails its stalled attempts itself. This is for one that was killed or is frozen. */
const STALLED_IN_PROCESS_AFTER_MS = stalledAfterMs + 60_000;

/** An engine recovers its runs itself and may wait minutes between two attempts. This is for runs that it lost. */
const STALLED_ON_ENGINE_AFTER_MS = 15 * 60_000;

/** Recovers runs that a crash or an unreachable engine left behind. */
export interface Recovery {
  /**
   * Requeues stalled runs and dispatches undispatched ones, fails runs of tasks that are gone, and dispatches the runs
   * of a lost queue again. Stalled runs are running or dispatched ones without a recent heartbeat: their process was
   * killed or is frozen, or their engine lost them or was replaced. One without an attempt left fails instead. If its
   * process is alive after all, its attempt is over and its writes are refused. A run that cannot be recovered is
   * logged and holds up no other.
   * @throws {DomainError} `unavailable` while this process's clock is wrong: every heartbeat would seem old or new
   */
  recover(now: Date): Promise<void>;
}

export function createRecovery(parts: {
  readonly catalog: TaskCatalog;
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly dispatcher: Dispatcher;
  readonly engine: Pick<Engine, "name" | "repairQueue">;
  readonly clockGuard: ClockGuard;
  readonly repair: FutureRepair;
  readonly logger: Logger;
}): Recovery {
  const { catalog, store, queries, dispatcher, engine, clockGuard, repair, logger } = parts;
  const tasks = catalog.all.map((task) => task.name);

  const recoverStalled = async (run: Run, now: Date) => {
    // Failures count, not attempts: each clean shutdown starts another attempt and uses up none.
    const hasAttemptsLeft = run.failures.length < catalog.get(run.task).retries.limit;
    if (run.cancelRequestedAt !== null) await store.cancelAttempt(run, now);
    else if (run.status === "queued") await store.requeue(run, engine.name);
    else if (hasAttemptsLeft) await store.requeueStalled(run, engine.name, now);
    else await store.failAttempt(run, stalledRunError, { last: true }, now);
  };

  const requeueStalled = async (now: Date) => {
    const since = {
      inProcess: new Date(now.getTime() - STALLED_IN_PROCESS_AFTER_MS),
      onEngine: new Date(now.getTime() - STALLED_ON_ENGINE_AFTER_MS),
    };
    for (const run of await queries.stalled(since, tasks)) {
      await recoverStalled(run, now).catch((error: unknown) =>
        logger.error({ runId: run.id, task: run.task, err: error }, "this stalled run cannot be recovered yet"),
      );
    }
  };

  const dispatchUndispatched = async (now: Date) => {
    const undispatched = await queries.undispatched(new Date(now.getTime() - UNDISPATCHED_AFTER_MS), tasks);
    // At once: an engine out of reach costs the time of one attempt to reach it, not of a hundred.
    await Promise.all(undispatched.map(dispatcher.dispatch));
  };

  /** A step that fails leaves the next ones their turn. */
  const attempt = (failure: string, step: () => Promise<void>) =>
    step().catch((error: unknown) => logger.error({ err: error }, failure));

  return {
    async recover(now) {
      await clockGuard.verify();
      await repair.repairRuns(now);
      await attempt("runs of tasks that are gone cannot be failed yet", () =>
        store.failRunsOfOtherTasks(tasks, new Date(now.getTime() - STALLED_ON_ENGINE_AFTER_MS), now),
      );
      await attempt("the queue cannot be repaired yet", async () => {
        if (await engine.repairQueue?.()) await store.undispatchQueued(engine.name);
      });
      await attempt("stalled runs cannot be recovered yet", () => requeueStalled(now));
      await dispatchUndispatched(now);
    },
  };
}
