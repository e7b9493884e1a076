import { AttemptOver, type BegunRun } from "#lib/task-runs/attempts.ts";
import type { RunRecorder } from "#lib/task-runs/recorder.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import { RunCanceled } from "#lib/tasks/errors.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import { type StoredContext, unfinished } from "#lib/tasks/task.ts";
import { describeSpan, inSpan } from "#lib/tracing/span.ts";
import { toRunError } from "./run-errors.ts";

/** How often a process shows that it lives, see lost-runs.ts. */
const BEAT_MS = 15_000;

/** How one part of a run came out. `unfinished` asks for another part; `gone` means there was nothing (more) to do. */
export type PartOutcome = "unfinished" | "succeeded" | "failed" | "canceled" | "interrupted" | "gone";

/** A part that was executed. */
export interface Part {
  readonly outcome: PartOutcome;
  /** The attempt that it belonged to, for the next part; 0 where there was nothing to do. */
  readonly attempt: number;
}

export interface PartOptions {
  /** The attempt that this part goes on with; null starts one: the first of a run, or the first after a failure or a crash. */
  readonly attempt: number | null;
  /** Whether the engine would not try again after a failure. */
  readonly isLastAttempt: boolean;
  /** Milliseconds after which a handler that can should return; Infinity for no limit. */
  readonly budgetMs: number;
  /** Aborted with RunInterrupted when the process shuts down: the handler then returns after its batch. */
  readonly shutdown: AbortSignal;
  /** What follows on that: the run goes back to the queue, or the engine asks another process for the next part. */
  readonly onShutdown: "hand-back" | "next-part";
}

/** Executes runs the same way for every engine, and records what happens. */
export interface RunExecutor {
  /**
   * Executes one part of a run: the whole of it, unless its handler returns `unfinished`.
   * @throws the handler's error when another attempt is due; the engine then tries again.
   */
  executePart(runId: string, options: PartOptions): Promise<Part>;
}

export function createRunExecutor(parts: {
  readonly catalog: TaskCatalog;
  readonly recorder: RunRecorder;
  readonly services: TaskServices;
  readonly clock: () => Date;
  readonly beatMs?: number;
}): RunExecutor {
  const { catalog, recorder, services, clock, beatMs = BEAT_MS } = parts;

  return {
    async executePart(runId, options) {
      const { attempt } = options;
      const run = await (attempt === null
        ? recorder.begin(runId, clock())
        : recorder.resume({ id: runId, attempt }, clock()));
      if (!run) return { outcome: "gone", attempt: 0 };
      const heart = beat(run);
      try {
        return { outcome: await traced(run, () => execute(run, options)), attempt: run.attempt };
      } finally {
        clearInterval(heart);
      }
    },
  };

  async function execute(run: BegunRun, options: PartOptions): Promise<PartOutcome> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, options.shutdown]);
    try {
      const task = catalog.get(run.task);
      const result = await task.run(run.payload, contextOf(run, options.budgetMs, stop, signal));
      if (result === unfinished) return await endUnfinished(run, signal, options);
      await recorder.succeed(run, result, clock());
      return "succeeded";
    } catch (thrown) {
      return await endFailed(run, thrown, signal, options);
    }
  }

  function traced(run: BegunRun, work: () => Promise<PartOutcome>): Promise<PartOutcome> {
    const attributes = { "tidy.task": run.task, "tidy.run.id": run.id, "tidy.run.attempt": run.attempt };
    return inSpan(`run ${run.task}`, attributes, async () => {
      const outcome = await work();
      describeSpan({ "tidy.run.outcome": outcome });
      return outcome;
    });
  }

  /** While the database doesn't answer, no sign of life is the right sign. */
  function beat(run: BegunRun): NodeJS.Timeout {
    return setInterval(() => void recorder.showLife(run, clock()).catch(() => {}), beatMs).unref();
  }

  function contextOf(run: BegunRun, budgetMs: number, stop: AbortController, signal: AbortSignal): StoredContext {
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
          const { cancelRequested } = await recorder.saveProgress(run, state, transaction).catch((error: unknown) => {
            if (error instanceof AttemptOver) stop.abort(error);
            throw error;
          });
          if (cancelRequested) stop.abort(new RunCanceled());
        },
      },
    };
  }

  async function endUnfinished(run: BegunRun, signal: AbortSignal, options: PartOptions): Promise<PartOutcome> {
    if (signal.reason instanceof AttemptOver) return "gone";
    if (signal.reason instanceof RunCanceled) return endCanceled(run);
    if (signal.aborted) return endInterrupted(run, options);
    return "unfinished";
  }

  async function endCanceled(run: BegunRun): Promise<PartOutcome> {
    await recorder.markCanceled(run, clock());
    return "canceled";
  }

  async function endInterrupted(run: BegunRun, { onShutdown }: PartOptions): Promise<PartOutcome> {
    if (onShutdown === "next-part") return "unfinished";
    await recorder.handBack(run);
    return "interrupted";
  }

  /** What a handler throws once it was told to stop is the stopping, whatever it looks like. */
  async function endFailed(
    run: BegunRun,
    thrown: unknown,
    signal: AbortSignal,
    options: PartOptions,
  ): Promise<PartOutcome> {
    if (signal.reason instanceof AttemptOver) return "gone";
    if (signal.reason instanceof RunCanceled) return endCanceled(run);
    if (signal.aborted) return endInterrupted(run, options);
    const error = toRunError(thrown);
    const last = options.isLastAttempt || !error.retriable;
    await recorder.fail(run, error, { last }, clock());
    if (last) return "failed";
    throw thrown;
  }
}
