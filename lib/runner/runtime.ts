import type { Env } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";
import type { TaskRuns } from "#lib/task-runs/task-runs.ts";
import { createCatalog, type TaskCatalog } from "#lib/tasks/catalog.ts";
import { registry, type StoredTask } from "#lib/tasks/registry.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import type { Engine } from "../engines/engine.ts";
import { createInngestEngine } from "../engines/inngest/inngest-engine.ts";
import { createPostgresEngine } from "../engines/postgres/postgres-engine.ts";
import { declaredSchedules } from "../scheduler/declared-schedules.ts";
import { createPoke, type Poke } from "../scheduler/scheduler.ts";
import { createTicker } from "../scheduler/ticker.ts";
import { createRunSubmission, type RunSubmission } from "./dispatcher.ts";
import { createRunExecutor, type RunExecutor } from "./executor.ts";
import { createTaskClients, type TaskClients } from "./task-clients.ts";

/** Tasks, their runs and schedules, and what executes them. */
export interface TaskLayer extends Omit<TaskRuns, "pruning"> {
  /** One typed client for each task. */
  readonly tasks: TaskClients;
  readonly catalog: TaskCatalog;
  readonly services: TaskServices;
  readonly submission: RunSubmission;
  readonly poke: Poke;
  readonly engine: Engine;
  readonly executor: RunExecutor;
  readonly clock: () => Date;
  /** Makes the stored schedules follow the code and the environment. */
  registerSchedules(): Promise<void>;
  /** Registers schedules and, where the process stays, starts the engine's workers and the embedded ticker. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface TaskLayerParts {
  readonly env: Env;
  readonly taskRuns: TaskRuns;
  readonly services: TaskServices;
  readonly logger: Logger;
  readonly clock?: () => Date;
  readonly engine?: Engine;
  /** Other tasks than the registered ones, for tests of the engines. */
  readonly definitions?: Readonly<Record<string, StoredTask>>;
}

export function createTaskLayer(parts: TaskLayerParts): TaskLayer {
  const { env, services, logger, clock = () => new Date() } = parts;
  const { recorder, runs, schedules } = parts.taskRuns;
  const catalog = createCatalog(parts.definitions ?? registry);
  const executor = createRunExecutor({ catalog, recorder, services, clock });
  const engine =
    parts.engine ??
    (env.TASK_ENGINE === "inngest"
      ? createInngestEngine(env, logger)
      : createPostgresEngine({ databaseUrl: env.DATABASE_URL, catalog, recorder, clock, logger }));
  engine.executeWith(executor);
  const submission = createRunSubmission({ recorder, queries: runs, engine, executor, clock, logger });
  const poke = createPoke({ catalog, schedules, queries: runs, recorder, submission, engine });
  const ticker = createTicker({ poke, clock, logger });
  const registerSchedules = () => schedules.register(declaredSchedules(catalog, env), clock());

  return {
    tasks: createTaskClients(submission),
    catalog,
    services,
    runs,
    recorder,
    schedules,
    submission,
    poke,
    engine,
    executor,
    clock,
    registerSchedules,
    async start() {
      await registerSchedules();
      if (env.VERCEL) return;
      await engine.start();
      ticker.start();
    },
    async stop() {
      await ticker.stop();
      await engine.stop();
    },
  };
}
