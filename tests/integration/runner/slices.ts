import { beforeAll } from "vitest";
import type { App } from "#lib/composition/create-app.ts";
import type { Database } from "#lib/db/client.ts";
import type { SliceOptions, SliceOutcome } from "#lib/engines/engine.ts";
import type { RunRequest } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

/** The executor of an app with the test tasks, called as an engine calls it. */
export interface Slices {
  readonly app: App;
  readonly db: Database;
  /** @returns the id of a queued run */
  record(task: string, request?: Partial<RunRequest>): Promise<string>;
  /** Executes one slice; by default the first of an attempt that isn't the last, without a time limit. */
  execute(runId: string, options?: Partial<SliceOptions>): Promise<SliceOutcome>;
  runOf(runId: string): Promise<Run>;
}

export function setUpSlices(): Slices {
  const context = setUpApp((db) => ({ engine: createIdleEngine(), definitions: createTestTasks(db) }));
  beforeAll(() => prepareTestTasks(context.db));
  return {
    get app() {
      return context.app;
    },
    get db() {
      return context.db;
    },
    async record(task, request = {}) {
      const defaults = { task, trigger: "api", payload: {}, engine: "postgres" } as const;
      return (await context.app.runtime.store.record({ ...defaults, ...request }, new Date())).run.id;
    },
    async execute(runId, options = {}) {
      const { outcome } = await context.app.runtime.executor.executeSlice(runId, {
        attempt: null,
        isLastAttempt: false,
        budgetMs: Number.POSITIVE_INFINITY,
        shutdown: new AbortController().signal,
        onShutdown: "requeue",
        ...options,
      });
      return outcome;
    },
    runOf: (runId) => context.app.runs.get(runId),
  };
}
