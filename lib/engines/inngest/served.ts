import type { Env } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";
import { cronOf } from "../declared-schedules.ts";
import type { TaskLayer } from "../task-layer.ts";
import { createInngestClient } from "./client.ts";
import { createInngestFunctions } from "./functions.ts";
import { createIntake } from "./intake.ts";

/** What `/api/inngest` serves: one function for each task, on the parts of a task layer, until the process is `stopping`. */
export function servedByInngest(layer: TaskLayer, env: Env, logger: Logger, stopping = new AbortController().signal) {
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
  });
  return { client, functions };
}
