import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { demoAccount } from "#lib/auth/demo-account.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { parseEnv } from "#lib/env.ts";
import { registry } from "#lib/tasks/registry.ts";
import { refuseUnknownSchedules } from "#lib/tasks/schedule-variables.ts";
import { makeDataDirectory } from "#scripts/data-directory/data-directory.ts";
import { backupDirectory, dataDirectory } from "./checkout.ts";
import type { Say } from "./command.ts";
import { createPrivateFile } from "./files.ts";
import { type LocalDatabase, openLocalDatabase } from "./local-database.ts";

/** The environment and the database of a process of this checkout. */
export interface LocalEnvironment {
  /** The given variables, and defaults for the missing ones. */
  readonly env: Record<string, string>;
  readonly databaseUrl: string;
  /** Whether there is a demo account. */
  readonly demo: boolean;
  /** Stops using the database; see `openLocalDatabase`. */
  stop(): Promise<void>;
}

export interface LocalEnvironmentOptions {
  /** For development: adds defaults beside a given DATABASE_URL too, and demo mode on the embedded database. */
  readonly demo: boolean;
  /** The port that the app will listen on. */
  readonly port: number;
  readonly log: Say;
  /** Default: `.data` of this checkout. */
  readonly directory?: string;
  /** Default: the variables of this process. An empty one counts as missing. */
  readonly source?: Readonly<Record<string, string | undefined>>;
}

/**
 * As `prepareEnvironment`, and migrates.
 * @throws {EnvironmentError} if the result cannot be used, before anything is migrated
 * @throws {MigrationError} if the database cannot be migrated
 */
export async function prepareLocalEnvironment(options: LocalEnvironmentOptions): Promise<LocalEnvironment> {
  const { log } = options;
  const prepared = await prepareEnvironment(options);
  try {
    log("applying migrations");
    await applyMigrations(prepared.databaseUrl, {
      onApplied: (name) => log(`applied ${name}`),
      onBlocked: (error) => log(`${error.message} Trying again.`),
    });
    return prepared;
  } catch (error) {
    await prepared.stop();
    throw error;
  }
}

/**
 * Completes the environment and starts the embedded PostgreSQL unless DATABASE_URL is set. Given variables always win.
 * @throws {EnvironmentError} if the result cannot be used
 */
export async function prepareEnvironment(options: LocalEnvironmentOptions): Promise<LocalEnvironment> {
  const { log, directory = dataDirectory } = options;
  const given = withoutEmpty(options.source ?? process.env);
  if (given.DATABASE_URL) log("using the database of DATABASE_URL");
  const database = await openLocalDatabase({ url: given.DATABASE_URL, log, directory });
  try {
    const demo = options.demo && isOn(given.DEMO_MODE ?? (database.embedded ? "1" : "0"));
    const filled = await fillIn({ ...options, demo, dev: options.demo, database, directory, given });
    const env = { ...filled, ...given };
    refuseUnknownSchedules(parseEnv(env), Object.values(registry));
    return { env, databaseUrl: database.url, demo, stop: database.stop };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function fillIn(options: {
  dev: boolean;
  demo: boolean;
  port: number;
  database: LocalDatabase;
  directory: string;
  given: Readonly<Record<string, string>>;
}): Promise<Record<string, string>> {
  const { dev, demo, port, database, directory, given } = options;
  if (!dev && !database.embedded) return {};
  const basics = {
    DATABASE_URL: database.url,
    // Writes nothing where it is given: a container has no folder for it.
    AUTH_SECRET: given.AUTH_SECRET ?? (await keepSecret(directory, "auth-secret")),
    APP_URL: `http://localhost:${port}`,
    // Development data needs no backups.
    ...(!dev && { BACKUP_DIR: backupDirectory(directory) }),
  };
  if (!demo) return basics;
  const cronSecret = await keepSecret(directory, "cron-secret");
  return { ...basics, ...demoVariables, CRON_SECRET: cronSecret };
}

/** Of development on the embedded database. */
export const demoVariables = { DEMO_MODE: "1", ADMIN_EMAILS: demoAccount.email } as const;

/** Generated once for each data directory. */
async function keepSecret(directory: string, name: string): Promise<string> {
  await makeDataDirectory(directory);
  const path = join(directory, name);
  await createPrivateFile(path, randomBytes(32).toString("hex"));
  return await readFile(path, "utf8");
}

function withoutEmpty(source: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(source).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return Object.fromEntries(entries);
}

function isOn(value: string): boolean {
  return value === "1" || value === "true";
}
