import { setTimeout as sleep } from "node:timers/promises";
import type { Engine } from "#lib/engines/engine.ts";
import { DomainError } from "#lib/errors.ts";
import type { Logger } from "#lib/logger.ts";
import type { HeldRuns } from "#lib/task-runs/held/held-runs.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { trashRestore } from "#lib/tasks/definitions/trash-restore.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import type { Dispatcher, EnqueueOptions } from "./dispatcher.ts";

/** Runs, as routes, pages and commands use them. */
export interface Runs
  extends Pick<RunQueries, "get" | "find" | "details" | "list" | "count" | "errorNames" | "pulse">,
    Pick<Dispatcher, "enqueue" | "enqueueMany" | "execute"> {
  /** The run as soon as it is finished, or as it is when the time is up. @throws {DomainError} `not-found` */
  wait(id: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Run>;
  /**
   * Cancels a queued run at once; a running one stops after its batch.
   * @throws {DomainError} `not-found`, or `conflict` for a finished run
   */
  cancel(id: string, now: Date): Promise<Run>;
  /** Lets a held run execute. @throws {DomainError} `not-found`, or `conflict` for a run that is not held */
  release(id: string): Promise<Run>;
  /**
   * Enqueues a finished run's task again with the same payload, as a new run.
   * @throws {DomainError} `not-found` (also for its task), `conflict` for an unfinished run, `invalid` for a payload
   * that no longer fits
   */
  retry(id: string, options: EnqueueOptions): Promise<Run>;
  /**
   * Enqueues a run that restores the todos which a cleanup run removed and which are still in the trash. The run itself
   * may have been pruned.
   * @throws {DomainError} `not-found` where neither the run nor its trash is left
   */
  restore(id: string, options: EnqueueOptions): Promise<Run>;
}

export function createRuns(parts: {
  readonly catalog: TaskCatalog;
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly held: HeldRuns;
  readonly dispatcher: Dispatcher;
  readonly engine: Engine;
  readonly logger: Logger;
  readonly services: TaskServices;
}): Runs {
  const { catalog, store, queries, held, dispatcher, engine, logger, services } = parts;

  const cancelAtEngine = async (run: Run) => {
    await engine.cancel?.(run).catch((error: unknown) => {
      logger.warn({ runId: run.id, err: error }, "engine out of reach; it shows the canceled run until it executes it");
    });
  };
  return {
    get: queries.get,
    find: queries.find,
    details: queries.details,
    list: queries.list,
    count: queries.count,
    errorNames: queries.errorNames,
    pulse: queries.pulse,
    enqueue: dispatcher.enqueue,
    enqueueMany: dispatcher.enqueueMany,
    execute: dispatcher.execute,

    async wait(id, { timeoutMs, signal }) {
      const deadline = performance.now() + timeoutMs;
      for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.5, 500)) {
        const run = await queries.get(id);
        const leftMs = deadline - performance.now();
        if (isFinished(run) || leftMs <= 0 || signal?.aborted) return run;
        await sleep(Math.min(pauseMs, leftMs));
      }
    },

    async cancel(id, now) {
      const canceled = await store.cancel(id, now);
      const run = await queries.get(id);
      // A running one ends at its engine by itself, after its batch.
      if (canceled && run.status === "canceled") await cancelAtEngine(run);
      if (canceled) return run;
      throw new DomainError("conflict", `This run has ${run.status} already; there is nothing to cancel.`);
    },

    async release(id) {
      const released = await held.release(id, engine.name);
      const run = await queries.get(id);
      if (released) return await dispatcher.dispatch(run);
      throw new DomainError("conflict", "This run is not held: it waits for nobody’s word.");
    },

    async retry(id, options) {
      const earlier = await queries.get(id);
      if (!isFinished(earlier)) {
        throw new DomainError("conflict", "This run has not finished. Cancel it first, or wait for its own retries.");
      }
      const { run } = await dispatcher.enqueue(catalog.get(earlier.task), earlier.payload, {
        ...options,
        retryOf: id,
      });
      return run;
    },

    async restore(id, options) {
      if (!(await services.todos.isRunInTrash(id))) await queries.get(id);
      const { run } = await dispatcher.enqueue(catalog.get(trashRestore.name), { runId: id }, options);
      return run;
    },
  };
}
