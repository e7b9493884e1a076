import { SpanKind } from "@opentelemetry/api";
import type { RunExecutor, SliceOptions, SliceOutcome } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import { AttemptOver, type StartedAttempt } from "#lib/task-runs/attempts.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import { stalledAfterMs } from "#lib/task-runs/limits.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { RunError } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { AttemptStalled, RunCanceled } from "#lib/tasks/errors.ts";
import { toRunError } from "#lib/tasks/run-error.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import { type StoredContext, unfinished } from "#lib/tasks/task.ts";
import { describeSpan, inSpan } from "#lib/tracing/span.ts";
import { createAttemptLines, type EndedSlice } from "./attempt-lines.ts";
import { type AttemptLog, createAttemptLog } from "./handler-log.ts";
import { type ProgressWatch, watchProgress } from "./progress-watch.ts";

/** Why a slice failed, if it did. */
interface Failure {
  error: RunError | null;
}

/**
 * Executes runs with the tasks' handlers. An attempt whose handler makes no progress for `stallMs` fails, and the
 * handler is left to itself. Default: five minutes.
 */
export function createRunExecutor(parts: {
  readonly catalog: TaskCatalog;
  readonly store: RunStore;
  readonly services: TaskServices;
  readonly clock: () => Date;
  readonly clockGuard: ClockGuard;
  readonly logger: Logger;
  /** Counts how attempts end. */
  readonly onAttemptEnd?: (slice: EndedSlice) => void;
  readonly stallMs?: number;
}): RunExecutor {
  const { catalog, store, services, clock, clockGuard, stallMs = stalledAfterMs } = parts;
  const lines = createAttemptLines(parts);

  return {
    async executeSlice(runId, options) {
      const { attempt } = options;
      const run = await (attempt === null
        ? store.startAttempt(runId, clock())
        : store.continueAttempt({ id: runId, attempt }, clock()));
      if (!run) return { outcome: "gone", attempt: 0 };
      return { outcome: await traced(run, () => told(run, options)), attempt: run.attempt };
    },
  };

  async function told(run: StartedAttempt, options: SliceOptions): Promise<SliceOutcome> {
    const end = lines.begin(run, options.attempt !== null);
    const failure: Failure = { error: null };
    try {
      const outcome = await execute(run, options, failure);
      end(outcome, failure.error);
      return outcome;
    } catch (error) {
      end("retrying", failure.error);
      throw error;
    }
  }

  async function execute(run: StartedAttempt, options: SliceOptions, failure: Failure): Promise<SliceOutcome> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, options.shutdown]);
    const log = createAttemptLog(run, parts);
    const watch = watchProgress(stallMs, (stalled) => stop.abort(stalled));
    try {
      const task = catalog.get(run.task);
      if (task.irreversible) await clockGuard.verify();
      const work = task.run(run.payload, contextOf(run, options.budgetMs, { stop, signal, watch, log }));
      const result = await Promise.race([work, watch.stalled]);
      await log.stored();
      if (result === unfinished) return (await finishStopped(run, signal, options)) ?? "unfinished";
      await store.succeed(run, result, clock());
      return "succeeded";
    } catch (thrown) {
      await log.stored();
      return await finishThrown(run, thrown, signal, options, failure);
    } finally {
      watch.end();
    }
  }

  function traced(run: StartedAttempt, work: () => Promise<SliceOutcome>): Promise<SliceOutcome> {
    const attributes = { "tidy.task": run.task, "tidy.run.id": run.id, "tidy.run.attempt": run.attempt };
    const execute = async () => {
      const outcome = await work();
      describeSpan({ "tidy.run.outcome": outcome });
      return outcome;
    };
    return inSpan(`run ${run.task}`, attributes, execute, { kind: SpanKind.CONSUMER, from: run.traceParent });
  }

  function contextOf(
    run: StartedAttempt,
    budgetMs: number,
    { stop, signal, watch, log }: { stop: AbortController; signal: AbortSignal; watch: ProgressWatch; log: AttemptLog },
  ): StoredContext {
    return {
      runId: run.id,
      attempt: run.attempt,
      startedAt: run.startedAt,
      clock,
      services,
      log,
      async reportProgress() {
        watch.progressed();
        // While the database doesn't answer, a missing heartbeat is right.
        await store.recordHeartbeat(run, clock()).catch(() => {});
      },
      batches: {
        saved: run.progress,
        signal,
        budgetMs,
        async save(transaction, state) {
          if (stop.signal.reason instanceof AttemptStalled) throw stop.signal.reason;
          const saved = store.saveProgress(run, state, transaction, clock());
          const { cancelRequested } = await saved.catch((error: unknown) => {
            if (error instanceof AttemptOver) stop.abort(error);
            throw error;
          });
          watch.progressed();
          if (cancelRequested) stop.abort(new RunCanceled());
        },
      },
    };
  }

  /** Ends a slice whose handler was told to stop; null where nothing told it so, or it stalled, which is a failure. */
  async function finishStopped(
    run: StartedAttempt,
    signal: AbortSignal,
    options: SliceOptions,
  ): Promise<SliceOutcome | null> {
    if (signal.reason instanceof AttemptOver) return "gone";
    if (signal.reason instanceof RunCanceled) return finishCanceled(run);
    if (signal.reason instanceof AttemptStalled) return null;
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

  /** An error that a handler throws after it was told to stop counts as the stop, not as a failure. */
  async function finishThrown(
    run: StartedAttempt,
    thrown: unknown,
    signal: AbortSignal,
    options: SliceOptions,
    failure: Failure,
  ): Promise<SliceOutcome> {
    const stopped = await finishStopped(run, signal, options);
    if (stopped !== null) return stopped;
    const error = toRunError(thrown);
    failure.error = error;
    const last = options.isLastAttempt || !error.retriable;
    await store.failAttempt(run, error, { last }, clock());
    if (last) return "failed";
    throw thrown;
  }
}
