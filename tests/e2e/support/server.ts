import { randomBytes } from "node:crypto";
import { type Env, parseEnv } from "#lib/env.ts";

/** The variable by which the setup gives workers the environment of the server under test. */
const variable = "TIDY_E2E_ENV";

/** An account that is an admin, made by the setup. Tests share it, so they must not count on the acts of others. */
export const adminAccount = { email: "admin@example.com", password: "tidy-admin", name: "Ada Admin" } as const;

/**
 * The environment of a server under test. The zone isn't UTC, so that the two can't be mixed up unseen, and no cleanup
 * is planned within hours, so that none comes between.
 */
export function serverEnvironment(options: { databaseUrl: string; port: number; demoEmail: string }) {
  const farHour = (new Date().getUTCHours() + 12) % 24;
  return {
    DATABASE_URL: options.databaseUrl,
    AUTH_SECRET: randomBytes(32).toString("hex"),
    APP_URL: `http://127.0.0.1:${options.port}`,
    CRON_SECRET: randomBytes(32).toString("hex"),
    ADMIN_EMAILS: `${adminAccount.email},${options.demoEmail}`,
    TASKS_TIME_ZONE: "Europe/Berlin",
    TODO_CLEANUP_SCHEDULE: `0 ${farHour} * * *`,
    TRASH_PURGE_SCHEDULE: `30 ${farHour} * * *`,
    TASK_RUNS_PRUNE_SCHEDULE: "off",
    TODO_IMPORT_PRUNE_SCHEDULE: "off",
    LOG_LEVEL: "warn",
    DEMO_MODE: "1",
  };
}

export function publish(environment: Readonly<Record<string, string>>): void {
  process.env[variable] = JSON.stringify(environment);
}

/** The checked environment of the server under test. */
export function publishedEnv(): Env {
  const published = process.env[variable];
  if (published === undefined) throw new Error("The server under test isn't running: start the tests with Playwright.");
  return parseEnv(JSON.parse(published));
}
