import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "#lib/logger.ts";
import type { RunRecorder, RunRequest } from "#lib/task-runs/recorder.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import { isFinished, type Run, type RunTrigger } from "#lib/task-runs/schemas.ts";
import { parseGivenPayload } from "#lib/tasks/parse.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { Engine } from "../engines/engine.ts";
import type { Part, RunExecutor } from "./executor.ts";

export interface SubmitOptions {
  readonly trigger?: RunTrigger;
  /** The user who asked for it. */
  readonly requestedBy?: string;
  /** The same key again returns the run that exists instead of starting another. */
  readonly idempotencyKey?: string;
}

export interface Submitted {
  readonly run: Run;
  /** False when the id or idempotency key named a run that existed. */
  readonly created: boolean;
}

/** Records runs and gets them executed; under every typed client, route and command. */
export interface RunSubmission {
  /**
   * Records a run and hands it to the engine. When the engine can't be reached the run stays queued, with `handedOverAt` null,
   * and a later poke hands it over.
   * @throws {DomainError} `invalid` for a payload that breaks the task's schema
   */
  enqueue(task: StoredTask, payload: unknown, options?: SubmitOptions): Promise<Submitted>;
  /**
   * Records a run and executes it in this process, in one attempt. Aborting the signal leaves the rest to a later poke; so does
   * killing the process, once it has shown no sign of life for a while.
   */
  execute(task: StoredTask, payload: unknown, options?: SubmitOptions & { signal?: AbortSignal }): Promise<Run>;
  /** Hands over a recorded run and returns it; its `handedOverAt` stays null when the engine can't be reached. */
  handOver(run: Run): Promise<Run>;
  /** The run, finished, or as it is when the time is up. @throws {DomainError} `not-found` */
  wait(runId: string, options: { timeoutMs: number; signal?: AbortSignal }): Promise<Run>;
}

export function createRunSubmission(parts: {
  readonly recorder: RunRecorder;
  readonly queries: RunQueries;
  readonly engine: Engine;
  readonly executor: RunExecutor;
  readonly clock: () => Date;
  readonly logger: Logger;
}): RunSubmission {
  const { recorder, queries, engine, executor, clock, logger } = parts;

  const request = (task: StoredTask, payload: unknown, options: SubmitOptions): Omit<RunRequest, "engine"> => ({
    ...options,
    task: task.name,
    trigger: options.trigger ?? "api",
    payload: parseGivenPayload(task, payload),
  });

  const handOver = async (run: Run): Promise<Run> => {
    try {
      await engine.handOver(run);
      const now = clock();
      await recorder.markHandedOver(run, now);
      return { ...run, handedOverAt: now.toISOString() };
    } catch (error) {
      logger.warn({ runId: run.id, task: run.task, err: error }, "engine not reached; the run stays queued");
      return run;
    }
  };

  return {
    handOver,

    async enqueue(task, payload, options = {}) {
      const recorded = await recorder.record({ ...request(task, payload, options), engine: engine.name }, clock());
      if (recorded.run.handedOverAt !== null || isFinished(recorded.run)) return recorded;
      return { ...recorded, run: await handOver(recorded.run) };
    },

    async execute(task, payload, { signal = new AbortController().signal, ...options } = {}) {
      const { run, created } = await recorder.record(
        { ...request(task, payload, options), engine: "in-process" },
        clock(),
      );
      if (created) await executeWhole(run.id, signal);
      return queries.get(run.id);
    },

    async wait(runId, { timeoutMs, signal }) {
      const deadline = performance.now() + timeoutMs;
      for (let pauseMs = 10; ; pauseMs = Math.min(pauseMs * 1.5, 500)) {
        const run = await queries.get(runId);
        const leftMs = deadline - performance.now();
        if (isFinished(run) || leftMs <= 0 || signal?.aborted) return run;
        await sleep(Math.min(pauseMs, leftMs));
      }
    },
  };

  async function executeWhole(runId: string, shutdown: AbortSignal): Promise<void> {
    let attempt: number | null = null;
    for (;;) {
      const part: Part = await executor.executePart(runId, {
        attempt,
        isLastAttempt: true,
        budgetMs: Number.POSITIVE_INFINITY,
        shutdown,
        onShutdown: "hand-back",
      });
      if (part.outcome !== "unfinished") return;
      attempt = part.attempt;
    }
  }
}
