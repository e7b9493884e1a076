import type { Engine, RunExecutor } from "#lib/engines/engine.ts";
import { createInRequestEngine, type RequestTime } from "#lib/engines/in-request/in-request-engine.ts";
import { createInngestEngine } from "#lib/engines/inngest/inngest-engine.ts";
import { createPostgresEngine, type QueueConnection } from "#lib/engines/postgres/postgres-engine.ts";
import type { Env } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";
import { graceOf } from "#lib/task-runs/slots.ts";
import type { TaskRuns } from "#lib/task-runs/task-runs.ts";
import { createCatalog, type TaskCatalog } from "#lib/tasks/catalog.ts";
import { registry, type StoredTask } from "#lib/tasks/registry.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import type { EndedSlice } from "./attempt-lines.ts";
import { createDispatcher, type Dispatcher } from "./dispatcher.ts";
import { createRunExecutor } from "./executor.ts";
import { createRuns, type Runs } from "./runs.ts";
import { createTasks, type Tasks } from "./tasks.ts";

/** Everything that records, dispatches and executes runs. */
export interface Runtime extends TaskRuns {
  readonly tasks: Tasks;
  readonly runs: Runs;
  readonly catalog: TaskCatalog;
  readonly services: TaskServices;
  readonly engine: Engine;
  readonly executor: RunExecutor;
  readonly dispatcher: Dispatcher;
  readonly clock: () => Date;
}

export interface RuntimeParts {
  readonly env: Env;
  readonly taskRuns: TaskRuns;
  /** For requests, e.g. previews. */
  readonly services: TaskServices;
  /** For the execution of runs, which waits longer than a request may. Default: the same as for requests. */
  readonly background?: { readonly taskRuns: TaskRuns; readonly services: TaskServices };
  readonly queueConnection: QueueConnection;
  readonly logger: Logger;
  /** Counts attempts. */
  readonly onAttemptEnd?: (slice: EndedSlice) => void;
  readonly clock?: () => Date;
  readonly engine?: Engine;
  /** Other tasks than the registered ones, for tests of the engines. */
  readonly definitions?: Readonly<Record<string, StoredTask>>;
  /** Default: that of the hosts. Shorter in tests. */
  readonly requestTime?: RequestTime;
}

/** Ties the run machinery together. Nothing connects or executes before `engine.start()`. */
export function createRuntime(parts: RuntimeParts): Runtime {
  const { taskRuns, services, logger, clock = () => new Date() } = parts;
  const { store, queries, held } = taskRuns;
  const catalog = createCatalog(parts.definitions ?? registry);
  const background = parts.background ?? { taskRuns, services };
  const executor = createRunExecutor({
    catalog,
    store: background.taskRuns.store,
    services: background.services,
    clock,
    clockGuard: background.taskRuns.clockGuard,
    logger,
    ...(parts.onAttemptEnd && { onAttemptEnd: parts.onAttemptEnd }),
  });
  const engine = parts.engine ?? createEngine({ ...background.taskRuns, ...parts, catalog, clock });
  engine.executeWith(executor);
  const dispatcher = createDispatcher({ store, queries, engine, executor, clock, logger });
  const runs = createRuns({ catalog, store, queries, held, dispatcher, engine, logger, services });
  const graceMs = graceOf(engine.name);
  const tasks = createTasks({ ...taskRuns, catalog, runs, engine, services, graceMs, logger });
  return { ...taskRuns, tasks, runs, catalog, services, engine, executor, dispatcher, clock };
}

function createEngine(parts: RuntimeParts & TaskRuns & Pick<Runtime, "catalog" | "clock">): Engine {
  const { env, logger, queueConnection, requestTime: time } = parts;
  switch (env.TASK_ENGINE) {
    case "inngest":
      return createInngestEngine(env, logger);
    case "in-request":
      return createInRequestEngine({ ...parts, stepSeconds: env.TASK_STEP_SECONDS, ...(time && { time }) });
    case "postgres":
      return createPostgresEngine({ ...parts, connection: { ...queueConnection, connectionString: env.DATABASE_URL } });
  }
}
