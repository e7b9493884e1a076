import { type Auth, createAuth } from "#lib/auth/auth.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import type { Engine } from "#lib/engines/engine.ts";
import { type Env, env as processEnv } from "#lib/env.ts";
import { type Logger, loggerFor } from "#lib/logger.ts";
import { createTaskRuns } from "#lib/task-runs/task-runs.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { refuseUnknownSchedules } from "#lib/tasks/schedule-variables.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { createTaskLayer, type TaskLayer } from "./runner/runtime.ts";

/** Everything that delivery code calls, built once for each process. */
export interface App extends TaskLayer {
  readonly env: Env;
  readonly logger: Logger;
  readonly database: Database;
  readonly auth: Auth;
  readonly todos: TodoService;
  /** Aborted once the process is to end: it still answers, but should get no new work. */
  readonly stopping: AbortSignal;
  /** Aborts `stopping`. */
  announceStop(): void;
  /** Ends the engine's work, then the connections. */
  close(): Promise<void>;
}

/** What a test may put in place of the real part. */
export interface AppOverrides {
  readonly database?: Database;
  readonly engine?: Engine;
  readonly clock?: () => Date;
  readonly definitions?: Readonly<Record<string, StoredTask>>;
}

/**
 * The composition root: builds services, tasks and engine on one environment. Nothing connects before it is used.
 * @throws {EnvironmentError} where the environment changes a schedule that no task has
 */
export function createApp(env: Env, overrides: AppOverrides = {}): App {
  const logger = loggerFor(env);
  const database = overrides.database ?? createDatabase({ url: env.DATABASE_URL });
  const todos = createTodoService({ database, trashDays: env.TRASH_DAYS });
  const taskRuns = createTaskRuns({ database, historyDays: env.RUN_HISTORY_DAYS });
  const services = { todos, runs: taskRuns.pruning };
  const stop = new AbortController();
  const taskLayer = createTaskLayer({ env, taskRuns, services, logger, ...overrides });
  refuseUnknownSchedules(env, taskLayer.catalog.all);
  return {
    ...taskLayer,
    env,
    logger,
    database,
    todos,
    auth: createAuth({ database, env }),
    stopping: stop.signal,
    announceStop: () => stop.abort(),
    async close() {
      await taskLayer.stop();
      await database.$disconnect();
    },
  };
}

declare global {
  var tidyApp: { readonly app: App; readonly madeBy: symbol } | undefined;
}

/** Another one each time this module is evaluated, which in development is after each edit of what it imports. */
const thisEvaluation = Symbol("evaluation");

/**
 * The process's one App. Kept on globalThis, since Next bundles instrumentation and routes apart. In development, edited code takes
 * over on the connections and the running engine of the code before it.
 */
export function app(): App {
  const held = globalThis.tidyApp;
  const isCurrent = held?.madeBy === thisEvaluation || held?.app.env.NODE_ENV !== "development";
  if (held && isCurrent) return held.app;
  const made = createApp(processEnv(), held ? { database: held.app.database, engine: held.app.engine } : {});
  globalThis.tidyApp = { app: made, madeBy: thisEvaluation };
  return made;
}
