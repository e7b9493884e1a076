import type { Env } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";
import type { TaskLayer } from "#lib/runner/runtime.ts";
import { cronOf } from "#lib/scheduler/declared-schedules.ts";
import { isFinished } from "#lib/task-runs/schemas.ts";
import { createInngestClient } from "./client.ts";
import { createInngestFunctions } from "./functions.ts";
import { createIntake } from "./intake.ts";

interface ServeOptions {
  /** Aborted when the process is about to end. */
  readonly stopping?: AbortSignal;
  readonly mostParts?: number;
}

/** What `/api/inngest` serves: one function for each task, on the parts of a task layer. */
export function servedByInngest(layer: TaskLayer, env: Env, logger: Logger, options: ServeOptions = {}) {
  const { stopping = new AbortController().signal, mostParts } = options;
  const client = createInngestClient(env, logger);
  const intake = createIntake({ ...layer, queries: layer.runs });
  const functions = createInngestFunctions(layer.catalog.all, {
    client,
    intake,
    executor: layer.executor,
    timeZone: env.TASKS_TIME_ZONE,
    cronOf: (task) => cronOf(task, env),
    stepSeconds: env.TASK_STEP_SECONDS,
    consoleUrl: (runId) => new URL(`/tasks/runs/${runId}`, env.APP_URL).href,
    stopping,
    async handOn(attempt) {
      await layer.recorder.handBack(attempt);
      const run = await layer.runs.get(attempt.id);
      if (run.handedOverAt === null && !isFinished(run)) await layer.submission.handOver(run);
    },
    ...(mostParts === undefined ? {} : { mostParts }),
  });
  return { client, functions };
}
