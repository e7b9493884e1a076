import type { RunExecutor, SliceOptions, SliceOutcome } from "#lib/engines/engine.ts";
import { AttemptOver, type StartedAttempt } from "#lib/task-runs/attempts.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { RunCanceled } from "#lib/tasks/errors.ts";
import { toRunError } from "#lib/tasks/run-error.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import { type StoredContext, unfinished } from "#lib/tasks/task.ts";
import { describeSpan, inSpan } from "#lib/tracing/span.ts";

/** How often an attempt writes its heartbeat. Recovery takes a run for stalled after several missing ones. */
const HEARTBEAT_MS = 15_000;

/** Executes runs with the tasks' handlers. `heartbeatMs`: default 15,000. */
export function createRunExecutor(parts: {
  readonly catalog: TaskCatalog;
  readonly store: RunStore;
  readonly services: TaskServices;
  readonly clock: () => Date;
  readonly clockGuard: ClockGuard;
  readonly heartbeatMs?: number;
}): RunExecutor {
  const { catalog, store, services, clock, clockGuard, heartbeatMs = HEARTBEAT_MS } = parts;

  return {
    async executeSlice(runId, options) {
      const { attempt } = options;
      const run = await (attempt === null
        ? store.startAttempt(runId, clock())
        : store.continueAttempt({ id: runId, attempt }, clock()));
      if (!run) return { outcome: "gone", attempt: 0 };
      const heartbeat = startHeartbeat(run);
      try {
        return { outcome: await traced(run, () => execute(run, options)), attempt: run.attempt };
      } finally {
        clearInterval(heartbeat);
      }
    },
  };

  async function execute(run: StartedAttempt, options: SliceOptions): Promise<SliceOutcome> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, options.shutdown]);
    try {
      const task = catalog.get(run.task);
      if (task.irreversible) await clockGuard.verify();
      const result = await task.run(run.payload, contextOf(run, options.budgetMs, stop, signal));
      if (result === unfinished) return (await finishStopped(run, signal, options)) ?? "unfinished";
      await store.succeed(run, result, clock());
      return "succeeded";
    } catch (thrown) {
      return await finishThrown(run, thrown, signal, options);
    }
  }

  function traced(run: StartedAttempt, work: () => Promise<SliceOutcome>): Promise<SliceOutcome> {
    const attributes = { "tidy.task": run.task, "tidy.run.id": run.id, "tidy.run.attempt": run.attempt };
    return inSpan(`run ${run.task}`, attributes, async () => {
      const outcome = await work();
      describeSpan({ "tidy.run.outcome": outcome });
      return outcome;
    });
  }

  /** A failed write is ignored: while the database doesn't answer, a missing heartbeat is right. */
  function startHeartbeat(run: StartedAttempt): NodeJS.Timeout {
    return setInterval(() => void store.recordHeartbeat(run, clock()).catch(() => {}), heartbeatMs).unref();
  }

  function contextOf(run: StartedAttempt, budgetMs: number, stop: AbortController, signal: AbortSignal): StoredContext {
    return {
      runId: run.id,
      attempt: run.attempt,
      startedAt: run.startedAt,
      clock,
      services,
      batches: {
        saved: run.progress,
        signal,
        budgetMs,
        async save(transaction, state) {
          const { cancelRequested } = await store.saveProgress(run, state, transaction).catch((error: unknown) => {
            if (error instanceof AttemptOver) stop.abort(error);
            throw error;
          });
          if (cancelRequested) stop.abort(new RunCanceled());
        },
      },
    };
  }

  /** Ends a slice whose handler was told to stop; null where nothing told it so. */
  async function finishStopped(
    run: StartedAttempt,
    signal: AbortSignal,
    options: SliceOptions,
  ): Promise<SliceOutcome | null> {
    if (signal.reason instanceof AttemptOver) return "gone";
    if (signal.reason instanceof RunCanceled) return finishCanceled(run);
    if (signal.aborted) return finishInterrupted(run, options);
    return null;
  }

  async function finishCanceled(run: StartedAttempt): Promise<SliceOutcome> {
    await store.cancelAttempt(run, clock());
    return "canceled";
  }

  async function finishInterrupted(run: StartedAttempt, { onShutdown }: SliceOptions): Promise<SliceOutcome> {
    if (onShutdown === "next-slice") return "unfinished";
    await store.requeue(run);
    return "interrupted";
  }

  /** Whatever a handler throws after it was told to stop counts as the stop, not as a failure. */
  async function finishThrown(
    run: StartedAttempt,
    thrown: unknown,
    signal: AbortSignal,
    options: SliceOptions,
  ): Promise<SliceOutcome> {
    const stopped = await finishStopped(run, signal, options);
    if (stopped !== null) return stopped;
    const error = toRunError(thrown);
    const last = options.isLastAttempt || !error.retriable;
    await store.failAttempt(run, error, { last }, clock());
    if (last) return "failed";
    throw thrown;
  }
}
