import type { OpenAlerts } from "#lib/alerts/open-alerts.ts";
import { type Auth, createAuth } from "#lib/auth/auth.ts";
import type { Database } from "#lib/db/client.ts";
import { queueConnection } from "#lib/db/connections.ts";
import type { Databases } from "#lib/db/databases.ts";
import { migrateWhenAnswering } from "#lib/db/migrations/migrate-when-answering.ts";
import { toStartError } from "#lib/db/start-error.ts";
import { untilAnswering } from "#lib/db/until-answering.ts";
import { endsWithin } from "#lib/deadline.ts";
import type { InngestHost } from "#lib/engines/inngest/inngest-app.ts";
import { type Env, processesStay } from "#lib/env.ts";
import { createHealth, type Health } from "#lib/health/readiness.ts";
import { createStartup } from "#lib/health/startup.ts";
import { createImports, type Imports } from "#lib/imports/imports.ts";
import { type Logger, loggerFor } from "#lib/logger.ts";
import type { Metrics } from "#lib/metrics/metrics.ts";
import { createDispatcher } from "#lib/runner/dispatcher.ts";
import type { Runs } from "#lib/runner/runs.ts";
import { createRuntime, type Runtime } from "#lib/runner/runtime.ts";
import type { Tasks } from "#lib/runner/tasks.ts";
import { cronOf } from "#lib/scheduler/declared-schedules.ts";
import { createRecovery } from "#lib/scheduler/recovery.ts";
import { createRequestExecution, type RequestExecution } from "#lib/scheduler/request-execution.ts";
import { createScheduler, type Scheduler } from "#lib/scheduler/scheduler.ts";
import { createSchedules, type Schedules } from "#lib/scheduler/schedules.ts";
import { createTicker } from "#lib/scheduler/ticker.ts";
import { boundWatch, watchedClaims } from "#lib/scheduler/watch.ts";
import { createSettings, type Settings } from "#lib/settings/settings.ts";
import { clockText } from "#lib/task-runs/clocks/clock-guard.ts";
import { createTaskRuns } from "#lib/task-runs/task-runs.ts";
import { refuseUnknownSchedules } from "#lib/tasks/schedule-variables.ts";
import type { TodoService } from "#lib/todo-service/todo-service.ts";
import {
  type AppOverrides,
  alertsOf,
  databaseClockOf,
  databasesOf,
  metricsOf,
  outgoingOf,
  postMailOf,
  servicesOf,
  todosOn,
} from "./app-parts.ts";

/** Everything that delivery code calls, built once for each process. */
export interface App {
  readonly env: Env;
  readonly logger: Logger;
  /** The connections of requests. */
  readonly database: Database;
  readonly databases: Databases;
  readonly auth: Auth;
  readonly settings: Settings;
  readonly todos: TodoService;
  readonly imports: Imports;
  readonly tasks: Tasks;
  readonly runs: Runs;
  readonly schedules: Schedules;
  readonly scheduler: Scheduler;
  /** Executes runs within requests; null where processes stay. */
  readonly requestExecution: RequestExecution | null;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly alerts: OpenAlerts;
  /** The host that serves `/api/inngest`. */
  readonly inngest: InngestHost;
  /** The machinery below tasks, runs and schedules. */
  readonly runtime: Runtime;
  /** Aborted once the process is about to end: it still answers, but should get no new work. */
  readonly stopping: AbortSignal;
  /**
   * With `migrates` applies pending migrations. Then registers schedules and, where the process stays, starts the
   * engine and the embedded ticker. Tries again while the database does not answer; resolves once all works, or the
   * process is about to end.
   * @throws {MigrationError} if the database cannot be migrated
   * @throws {StartError} what a person has to correct, e.g. a missing right
   */
  start(options?: { readonly migrates?: boolean }): Promise<void>;
  /** Aborts `stopping`. */
  announceStop(): void;
  /** Ends the ticker's and the engine's work. */
  stop(): Promise<void>;
  /** Stops, then closes the connections. */
  close(): Promise<void>;
}

const CLOSE_TIMEOUT_MS = 3_000;

/**
 * The composition root: builds services, tasks and engine on one environment. Nothing connects before it is used.
 * @throws {EnvironmentError} where the environment changes a schedule that no task has
 */
export function createApp(env: Env, overrides: AppOverrides = {}): App {
  const logger = loggerFor(env);
  const databases = databasesOf(env, overrides);
  const { clock = () => new Date() } = overrides;
  const taskRunsOn = (database: Database) =>
    createTaskRuns({ ...databaseClockOf(overrides), database, historyDays: env.RUN_HISTORY_DAYS, logger, clock });
  const database = databases.request;
  const todos = todosOn(database, env);
  const taskRuns = taskRunsOn(database);
  const batch = taskRunsOn(databases.batch);
  const healthRuns = taskRunsOn(databases.health);
  const runs = (): Runs => runtime.runs;
  const metrics = metricsOf(env, { databases, healthRuns, clock }, overrides);
  const outgoing = { ...outgoingOf(env, databases.batch, () => auth.listAdmins()), runs };
  const runtime = createRuntime({
    env,
    taskRuns,
    services: { ...servicesOf(env, database, taskRuns, outgoing), todos },
    background: { taskRuns: batch, services: servicesOf(env, databases.batch, batch, outgoing) },
    queueConnection,
    logger,
    onAttemptEnd: metrics.countAttempt,
    ...overrides,
    clock,
  });
  const { engine } = runtime;
  refuseUnknownSchedules(env, runtime.catalog.all);
  const schedules = createSchedules({ ...runtime, env, logger });
  const planned = { ...runtime, ...taskRunsOn(databases.scheduler), logger };
  const dispatching = { ...planned, dispatcher: createDispatcher(planned) };
  const recovery = createRecovery(dispatching);
  const { alerts, openAlerts } = alertsOf({ ...outgoing, ...runtime, env, databases, healthRuns, logger });
  const watch = boundWatch(alerts);
  const scheduler = createScheduler({ ...dispatching, recovery, watch });
  const ticker = createTicker({ scheduler, clock, logger });
  const requestExecution = createRequestExecution({ engine, recovery, watch, clock, logger });

  const postMail = postMailOf({ ...outgoing, ...runtime, requestExecution, after: overrides.after });
  const auth = createAuth({
    database,
    env,
    logger,
    clock,
    ...(env.SMTP_URL && { postMail }),
    ...(overrides.hashing && { hashing: overrides.hashing }),
  });
  const stop = new AbortController();
  const stopping = stop.signal;
  const startup = createStartup(logger);
  const stopWork = async () => {
    await ticker.stop();
    await engine.stop();
  };

  return {
    env,
    logger,
    database,
    databases,
    auth,
    settings: createSettings(database),
    todos,
    imports: createImports({ ...runtime, todos }),
    tasks: runtime.tasks,
    runs: runtime.runs,
    schedules,
    scheduler,
    requestExecution,
    health: createHealth({
      ...healthRuns,
      engine,
      todos: todosOn(databases.health, env),
      startup,
      stopping,
    }),
    metrics,
    alerts: openAlerts,
    inngest: {
      ...runtime,
      env,
      logger,
      stopping,
      cronOf: (task) => cronOf(task, env),
      dispatch: runtime.dispatcher.dispatch,
      schedules: watchedClaims(runtime.schedules, watch),
      async recover(now) {
        await scheduler.recover(now);
        await watch.send(now);
      },
    },
    runtime,
    stopping,
    async start({ migrates = false } = {}) {
      if (migrates) {
        startup.migrate();
        await migrateWhenAnswering(env.DATABASE_URL, {
          onApplied: (migration) => logger.info({ migration }, "applied a migration"),
          onWait: (reason) => logger.warn(`${reason} Trying again.`),
          signal: stopping,
        });
      }
      startup.begin();
      try {
        const onFailure = startup.retry;
        const offMs = await untilAnswering(runtime.clockGuard.offMs, { signal: stopping, onFailure });
        if (offMs) logger.error(clockText(offMs));
        await untilAnswering(() => schedules.register(clock()), { signal: stopping, onFailure });
        await untilAnswering(() => auth.recordRoles({ by: "environment" }), { signal: stopping, onFailure });
        if (processesStay(env)) {
          await untilAnswering(engine.start, { signal: stopping, onFailure });
          if (!stopping.aborted) ticker.start();
        }
      } catch (error) {
        throw toStartError(error);
      }
      startup.finish();
    },
    announceStop: () => stop.abort(),
    stop: stopWork,
    async close() {
      await stopWork();
      // A connection that is silent does not even close.
      await endsWithin(databases.close(), CLOSE_TIMEOUT_MS);
    },
  };
}
