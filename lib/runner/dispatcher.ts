import { SpanKind } from "@opentelemetry/api";
import type { Engine, RunExecutor, Slice } from "#lib/engines/engine.ts";
import type { Logger } from "#lib/logger.ts";
import { MaybeRecorded, NotDispatched } from "#lib/task-runs/recording/dispatched-runs.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { RunRequest, RunStore } from "#lib/task-runs/run-store.ts";
import { isFinished, type Run, type RunTrigger } from "#lib/task-runs/schemas.ts";
import { parseGivenPayload } from "#lib/tasks/parse.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { inSpan } from "#lib/tracing/span.ts";
import { currentTraceParent } from "#lib/tracing/traceparent.ts";
import { gatherCalls } from "./gathered-calls.ts";

export interface EnqueueOptions {
  /** Default `api`. */
  readonly trigger?: RunTrigger;
  /** The user who asked for it. */
  readonly requestedBy?: string;
  /** The same key again, with the same payload, returns the existing run instead of starting another. */
  readonly idempotencyKey?: string;
  /** The run that it repeats. */
  readonly retryOf?: string;
}

export type EnqueueManyOptions = Omit<EnqueueOptions, "idempotencyKey">;

export interface Enqueued {
  readonly run: Run;
  /** False when the idempotency key named an existing run. */
  readonly created: boolean;
}

/** Records runs and gets them executed. */
export interface Dispatcher {
  /**
   * Records a run and dispatches it. While the engine is out of reach the run stays queued with `dispatchedAt` null,
   * and recovery dispatches it later.
   * @throws {DomainError} `invalid` for a payload that breaks the task's schema, `conflict` for an idempotency key that
   * was used for another task or payload
   */
  enqueue(task: StoredTask, payload: unknown, options?: EnqueueOptions): Promise<Enqueued>;
  /**
   * As `enqueue` for many payloads of one task, in a few statements for each thousand. Runs are in the order of their
   * payloads. @throws {DomainError} `invalid` before anything is recorded
   */
  enqueueMany(task: StoredTask, payloads: readonly unknown[], options?: EnqueueManyOptions): Promise<Run[]>;
  /**
   * Records a run and executes it in this process, in one attempt. Aborting the signal requeues the run for the engine.
   * A run whose process was killed stalls, and recovery requeues it.
   * @throws {DomainError} as `enqueue`
   */
  execute(task: StoredTask, payload: unknown, options?: EnqueueOptions & { signal?: AbortSignal }): Promise<Run>;
  /** Dispatches a recorded run and returns it; its `dispatchedAt` stays null while the engine is out of reach. */
  dispatch(run: Run): Promise<Run>;
}

/** Null where nothing was recorded. */
interface RecordedTogether {
  readonly run: Run | null;
}

/** The most runs that one statement records. */
const chunkSize = 1_000;

/** The span that attempts go on from, in whatever process. */
function traced<Result>(task: StoredTask, work: () => Promise<Result>): Promise<Result> {
  return inSpan(`enqueue ${task.name}`, { "tidy.task": task.name }, work, { kind: SpanKind.PRODUCER });
}

export function createDispatcher(parts: {
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly engine: Engine;
  readonly executor: RunExecutor;
  readonly clock: () => Date;
  readonly logger: Logger;
}): Dispatcher {
  const { store, queries, engine, executor, clock, logger } = parts;
  const together = new Map<string, (request: RunRequest) => Promise<RecordedTogether>>();

  const requestOf = (task: StoredTask, payload: unknown, options: EnqueueOptions): Omit<RunRequest, "engine"> => ({
    ...options,
    task: task.name,
    trigger: options.trigger ?? "api",
    payload: parseGivenPayload(task, payload),
  });

  const dispatch = async (run: Run): Promise<Run> => {
    try {
      await engine.dispatch(run);
      const now = clock();
      await store.markDispatched(run, now);
      return { ...run, dispatchedAt: now.toISOString() };
    } catch (error) {
      logger.warn({ runId: run.id, task: run.task, err: error }, "engine out of reach; the run stays queued");
      return run;
    }
  };

  /**
   * Records and dispatches runs of one task in one transaction. Null where the engine cannot take part in it, or is out
   * of reach: then nothing is recorded.
   */
  const recordDispatched = async (requests: readonly RunRequest[]): Promise<Run[] | null> => {
    if (engine.dispatchWithin === undefined) return null;
    try {
      return await store.recordDispatched(requests, clock(), engine.dispatchWithin);
    } catch (error) {
      if (error instanceof NotDispatched) return null;
      throw error;
    }
  };

  /** As `recordDispatched` for one, together with others of the same task that are enqueued at this moment. */
  const recordTogether = (request: RunRequest): Promise<RecordedTogether> => {
    const ofTask =
      together.get(request.task) ??
      gatherCalls(recordAll, { max: chunkSize, mayBeDone: (error) => error instanceof MaybeRecorded });
    together.set(request.task, ofTask);
    return ofTask(request);
  };

  const recordAll = async (requests: readonly RunRequest[]): Promise<RecordedTogether[]> => {
    const runs = await recordDispatched(requests);
    return requests.map((_, index) => ({ run: runs?.[index] ?? null }));
  };

  /** For runs of one task that were just recorded. */
  const dispatchAll = async (runs: readonly Run[]): Promise<Run[]> => {
    if (engine.dispatchMany === undefined) return await Promise.all(runs.map(dispatch));
    try {
      await engine.dispatchMany(runs);
      const now = clock();
      const ids = runs.map(({ id }) => id);
      await store.markAllDispatched(ids, now);
      return runs.map((run) => ({ ...run, dispatchedAt: now.toISOString() }));
    } catch (error) {
      logger.warn({ count: runs.length, task: runs[0]?.task, err: error }, "engine out of reach; the runs stay queued");
      return [...runs];
    }
  };

  return {
    dispatch,

    async enqueue(task, payload, options = {}) {
      const given = { ...requestOf(task, payload, options), engine: engine.name };
      return traced(task, async () => {
        const request = { ...given, traceParent: currentTraceParent() };
        const run = request.idempotencyKey
          ? (await recordDispatched([request]))?.[0]
          : (await recordTogether(request)).run;
        if (run) return { run, created: true };
        // Its idempotency key is taken, or no engine has it yet.
        const recorded = await store.record(request, clock());
        if (recorded.run.dispatchedAt !== null || isFinished(recorded.run)) return recorded;
        return { ...recorded, run: await dispatch(recorded.run) };
      });
    },

    async enqueueMany(task, payloads, options = {}) {
      const requests = payloads.map((payload) => ({ ...requestOf(task, payload, options), engine: engine.name }));
      return traced(task, async () => {
        const runs: Run[] = [];
        for (let from = 0; from < requests.length; from += chunkSize) {
          const chunk = requests.slice(from, from + chunkSize);
          const dispatched = await recordDispatched(chunk);
          runs.push(...(dispatched ?? (await dispatchAll(await store.recordMany(chunk, clock())))));
        }
        return runs;
      });
    },

    async execute(task, payload, { signal = new AbortController().signal, ...options } = {}) {
      const request = { ...requestOf(task, payload, options), engine: "in-process" } as const;
      const { run, created } = await store.record(request, clock());
      if (created) await executeAllSlices(run.id, signal);
      return queries.get(run.id);
    },
  };

  async function executeAllSlices(runId: string, shutdown: AbortSignal): Promise<void> {
    let attempt: number | null = null;
    for (;;) {
      const slice: Slice = await executor.executeSlice(runId, {
        attempt,
        isLastAttempt: true,
        budgetMs: Number.POSITIVE_INFINITY,
        shutdown,
        onShutdown: "requeue",
      });
      if (slice.outcome !== "unfinished") return;
      attempt = slice.attempt;
    }
  }
}
