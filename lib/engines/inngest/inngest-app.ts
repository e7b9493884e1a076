import type { Logger } from "#lib/logger.ts";
import type { RunQueries } from "#lib/task-runs/run-queries.ts";
import type { RunStore } from "#lib/task-runs/run-store.ts";
import type { ScheduleStore } from "#lib/task-runs/schedules.ts";
import { isFinished, type Run } from "#lib/task-runs/schemas.ts";
import type { TaskCatalog } from "#lib/tasks/catalog.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import type { RunExecutor } from "../engine.ts";
import { endpointPath } from "./address.ts";
import { createInngestClient, type InngestEnv } from "./client.ts";
import { createInngestFunctions } from "./functions.ts";
import { cancelFunctionRun } from "./server-api.ts";
import { createTriggeredRuns } from "./triggered-runs.ts";

/** The parts of the app that Inngest's functions use. */
export interface InngestHost {
  readonly env: InngestEnv & { readonly APP_URL: string };
  readonly logger: Logger;
  readonly clock: () => Date;
  readonly catalog: TaskCatalog;
  readonly executor: RunExecutor;
  readonly store: RunStore;
  readonly queries: RunQueries;
  readonly schedules: ScheduleStore;
  /** Aborted when the process is about to end. */
  readonly stopping: AbortSignal;
  /** The cron expression of a task; null for none. */
  cronOf(task: StoredTask): string | null;
  dispatch(run: Run): Promise<Run>;
  /** Recovers undispatched and stalled runs. */
  recover(now: Date): Promise<void>;
  /** Slices of one Inngest run. Default 500. */
  readonly maxSlices?: number;
}

/**
 * Creates the options of the SDK's `serve` for `/api/inngest`: the client and one function for each task. The address
 * that Inngest calls is APP_URL, not what a request names as its host: the caller of a sync could be anybody.
 */
export function createInngestApp(host: InngestHost) {
  const { env, store, queries, clock, stopping, executor, maxSlices } = host;
  const client = createInngestClient(env, host.logger);
  const functions = createInngestFunctions(host.catalog.all, {
    client,
    executor,
    triggeredRuns: createTriggeredRuns(host),
    timeZone: env.TASKS_TIME_ZONE,
    cronOf: host.cronOf,
    stepSeconds: env.TASK_STEP_SECONDS,
    consoleUrl: (runId) => new URL(`/tasks/runs/${runId}`, env.APP_URL).href,
    stopping,
    findRun: queries.find,
    cancelAtInngest: (engineRunId) =>
      cancelFunctionRun(env, engineRunId).catch((error: unknown) =>
        host.logger.warn({ err: error, engineRunId }, "Inngest out of reach; it shows the canceled run as finished"),
      ),
    // Its failure must not cost the run that was just claimed an attempt; the next cron trigger recovers again.
    recover: () =>
      host.recover(clock()).catch((error: unknown) => host.logger.error({ err: error }, "recovery failed")),
    async continueRun(attempt) {
      await store.requeue(attempt);
      const run = await queries.get(attempt.id);
      if (run.dispatchedAt === null && !isFinished(run)) await host.dispatch(run);
    },
    ...(maxSlices === undefined ? {} : { maxSlices }),
  });
  return {
    client,
    functions,
    serveOrigin: new URL(env.APP_URL).origin,
    servePath: endpointPath,
    // In dev mode, which has no keys, the SDK takes every sync.
    enableUnauthedSync: false,
  };
}
