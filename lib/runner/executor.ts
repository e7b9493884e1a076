import { SpanKind } from "@opentelemetry/api";
import type { RunExecutor, SliceOptions, SliceOutcome } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import { AttemptOver, type StartedAttempt } from "#lib/task-runs/attempts.ts";
import type { ClockGuard } from "#lib/task-runs/clocks/clock-guard.ts";
import { stalledAfterMs } from "#lib/task-runs/limits.ts";
import { stalledRunError } from "#lib/task-runs/run-error.ts";
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

/** The end of a slice: its error, if it failed, and the run that was started together with it. */
interface Ending {
  error: RunError | null;
  next: StartedAttempt | null;
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
    async executeSlice(given, options) {
      const run = typeof given === "string" ? await begin(given, options) : given;
      if (!run) return { outcome: "gone", attempt: 0 };
      const ending: Ending = { error: null, next: null };
      const outcome = await traced(run, () => told(run, options, ending));
      return { outcome, attempt: run.attempt, ...(ending.next && { next: ending.next }) };
    },
  };

  function begin(id: string, { attempt }: SliceOptions): Promise<StartedAttempt | null> {
    return attempt === null ? store.startAttempt(id, clock()) : store.continueAttempt({ id, attempt }, clock());
  }

  async function told(run: StartedAttempt, options: SliceOptions, ending: Ending): Promise<SliceOutcome> {
    const end = lines.begin(run, options.attempt !== null);
    try {
      const outcome = await execute(run, options, ending);
      end(outcome, ending.error);
      return outcome;
    } catch (error) {
      end("retrying", ending.error);
      throw error;
    }
  }

  async function execute(run: StartedAttempt, options: SliceOptions, ending: Ending): Promise<SliceOutcome> {
    if (run.attempt > (options.lastAttempt ?? Number.POSITIVE_INFINITY)) {
      ending.error = stalledRunError;
      await store.failRun(run.id, stalledRunError, clock());
      return "failed";
    }
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
      const nextId = await options.next?.();
      if (nextId) ending.next = await store.succeedAndStart(run, result, nextId, clock());
      else await store.succeed(run, result, clock());
      return "succeeded";
    } catch (thrown) {
      await log.stored();
      return await finishThrown(run, thrown, signal, options, ending);
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
    ending: Ending,
  ): Promise<SliceOutcome> {
    const stopped = await finishStopped(run, signal, options);
    if (stopped !== null) return stopped;
    const error = toRunError(thrown);
    ending.error = error;
    const last = run.attempt === options.lastAttempt || options.isLastAttempt || !error.retriable;
    await store.failAttempt(run, error, { last }, clock());
    if (last) return "failed";
    throw thrown;
  }
}
