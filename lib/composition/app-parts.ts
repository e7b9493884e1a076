import { createAlerts } from "#lib/alerts/alerts.ts";
import { createOpenAlerts } from "#lib/alerts/open-alerts.ts";
import type { PasswordHashing } from "#lib/auth/account/password-hashing.ts";
import { createAuditPruning } from "#lib/auth/audit/audit-pruning.ts";
import type { PostMail } from "#lib/auth/mail/account-mail.ts";
import { createOutgoingMail, type OutgoingMail } from "#lib/auth/mail/outgoing-mail.ts";
import { createEventPruning } from "#lib/auth/security-log/event-pruning.ts";
import { createBackups } from "#lib/backup/backups.ts";
import type { Database } from "#lib/db/client.ts";
import { type Databases, openDatabases, poolStates, shareDatabase } from "#lib/db/databases.ts";
import type { Engine } from "#lib/engines/engine.ts";
import type { RequestTime } from "#lib/engines/in-request/in-request-engine.ts";
import type { Env } from "#lib/env.ts";
import type { Logger } from "#lib/logger.ts";
import { createMailServer } from "#lib/mail/mail-server.ts";
import { createMetrics } from "#lib/metrics/create-metrics.ts";
import { createDatabaseReadings } from "#lib/metrics/database-readings.ts";
import { type Metrics, noMetrics } from "#lib/metrics/metrics.ts";
import { createAlertsTable } from "#lib/notices/alerts-table.ts";
import { createNotices, type Notices } from "#lib/notices/notices.ts";
import { createWebhook } from "#lib/notices/webhook.ts";
import { createBulkActions } from "#lib/runner/bulk-actions.ts";
import type { Runs } from "#lib/runner/runs.ts";
import type { Tasks } from "#lib/runner/tasks.ts";
import type { RequestExecution } from "#lib/scheduler/request-execution.ts";
import { graceOf } from "#lib/task-runs/slots.ts";
import type { TaskRuns } from "#lib/task-runs/task-runs.ts";
import { mailSend } from "#lib/tasks/definitions/mail-send.ts";
import { registry, type StoredTask } from "#lib/tasks/registry.ts";
import type { TaskServices } from "#lib/tasks/services.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { isTracing } from "#lib/tracing/export.ts";

/** Parts that a test may replace. */
export interface AppOverrides {
  /** For everything, in place of a pool for each kind of work. */
  readonly database?: Database;
  readonly databases?: Databases;
  readonly engine?: Engine;
  readonly metrics?: Metrics;
  readonly clock?: () => Date;
  /** Default: `clock`, where one is given; otherwise the database's. */
  readonly databaseClock?: () => Promise<Date>;
  readonly definitions?: Readonly<Record<string, StoredTask>>;
  readonly requestTime?: RequestTime;
  /** Default: by scrypt, which is slow on purpose. */
  readonly hashing?: PasswordHashing;
  /** Keeps the process for work that goes on after the answer to the present request. */
  readonly after?: (work: Promise<void>) => Promise<void>;
}

/** A pool of connections for each kind of work, or a test's own. */
export function databasesOf(env: Env, { database, databases }: AppOverrides): Databases {
  return (
    databases ?? (database ? shareDatabase(database) : openDatabases(env.DATABASE_URL, { traced: isTracing(env) }))
  );
}

/** Todos on the connections of one kind of work. */
export function todosOn(database: Database, env: Env): TodoService {
  return createTodoService({ database, trashDays: env.TRASH_DAYS });
}

/** Builds the services that tasks call, on the connections of one kind of work. */
export function servicesOf(
  env: Env,
  database: Database,
  { history, bulk }: TaskRuns,
  { runs, ...outgoing }: { readonly mail: OutgoingMail; readonly notices: Notices; readonly runs: () => Runs },
): TaskServices {
  const { DATABASE_URL: databaseUrl, BACKUP_DIR: directory, BACKUP_KEEP: keep } = env;
  return {
    backups: createBackups({ databaseUrl, directory, keep }),
    ...outgoing,
    bulk: createBulkActions({ bulk, runs }),
    todos: todosOn(database, env),
    runHistory: history,
    securityEvents: createEventPruning(database),
    auditEntries: createAuditPruning({ database, historyDays: env.RUN_HISTORY_DAYS }),
    confirmsRemovals: env.CONFIRM_REMOVALS,
  };
}

/** Mail and notices that wait to be sent. */
export function outgoingOf(env: Env, database: Database, listAdmins: () => Promise<readonly { email: string }[]>) {
  const mailServer = createMailServer(env);
  return {
    mail: createOutgoingMail({ database, env, server: mailServer }),
    notices: createNotices({
      database,
      webhook: createWebhook(env),
      mailServer,
      operators: async () => operatorsOf(env, await listAdmins()),
      appUrl: env.APP_URL,
    }),
  };
}

/** The receivers of mail about faults: NOTICE_EMAILS, or else every admin. */
function operatorsOf({ NOTICE_EMAILS }: Env, admins: readonly { readonly email: string }[]): readonly string[] {
  return NOTICE_EMAILS.length > 0 ? NOTICE_EMAILS : admins.map(({ email }) => email);
}

/** A test that sets the clock sets the database's, too, unless it gives one of its own. */
export function databaseClockOf({ clock, databaseClock }: AppOverrides): Pick<AppOverrides, "databaseClock"> {
  if (databaseClock) return { databaseClock };
  return clock ? { databaseClock: async () => clock() } : {};
}

/** Builds the parts that notice faults, tell operators and list them. */
export function alertsOf(parts: {
  readonly env: Env;
  readonly databases: Databases;
  readonly healthRuns: TaskRuns;
  readonly notices: Notices;
  readonly tasks: Tasks;
  readonly logger: Logger;
}) {
  const { env, databases, healthRuns, notices, tasks, logger } = parts;
  const facts = { ...healthRuns, tasks, graceMs: graceOf(env.TASK_ENGINE) };
  return {
    alerts: createAlerts({
      ...facts,
      table: createAlertsTable(databases.scheduler),
      notices,
      sendNotice: (noticeId) => tasks.noticeSend.execute({ noticeId }, { trigger: "event" }),
      appUrl: env.APP_URL,
      logger,
    }),
    openAlerts: createOpenAlerts({ ...facts, table: createAlertsTable(databases.health) }),
  };
}

/** Builds the counters of this process for monitors: none where METRICS_TOKEN is unset. */
export function metricsOf(
  env: Env,
  parts: { readonly databases: Databases; readonly healthRuns: TaskRuns; readonly clock: () => Date },
  overrides: AppOverrides,
): Metrics {
  if (env.METRICS_TOKEN === undefined) return noMetrics;
  if (overrides.metrics) return overrides.metrics;
  const { databases, healthRuns, clock } = parts;
  const tasks = Object.values(overrides.definitions ?? registry).map(({ name }) => name);
  const read = createDatabaseReadings({ ...healthRuns, todos: todosOn(databases.health, env), tasks });
  return createMetrics({ pools: () => poolStates(databases), read, clock, tasks, graceMs: graceOf(env.TASK_ENGINE) });
}

/** Stores a mail and has a task send it: beside the answer, where processes live as long as requests. */
export function postMailOf(parts: {
  readonly mail: OutgoingMail;
  readonly tasks: Tasks;
  readonly requestExecution: RequestExecution | null;
  readonly after: AppOverrides["after"];
}): PostMail {
  const { mail, tasks, requestExecution, after } = parts;
  return async (recipient, message, now) => {
    const mailId = await mail.store(recipient, message, now);
    await tasks.mailSend.enqueue({ mailId });
    if (requestExecution) await after?.(requestExecution.executeRest({ startedAt: now, task: mailSend.name }));
  };
}
