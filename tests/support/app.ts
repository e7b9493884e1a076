import { afterAll, beforeAll } from "vitest";
import { type App, type AppOverrides, createApp } from "#lib/app.ts";
import type { Database } from "#lib/db/client.ts";
import type { Engine } from "#lib/engines/engine.ts";
import { type Env, parseEnv } from "#lib/env.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";

export const appUrl = "https://tidy.example.com";
export const cronSecret = "cron-secret-of-the-tests";

/** A complete environment for an app on this database. */
export function testEnv(databaseUrl: string, variables: Readonly<Record<string, string>> = {}): Env {
  return parseEnv({
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
    APP_URL: appUrl,
    CRON_SECRET: cronSecret,
    ADMIN_EMAILS: "boss@example.com",
    LOG_LEVEL: "silent",
    // Wide limits for sign-ups.
    DEMO_MODE: "1",
    ...variables,
  });
}

/**
 * Gives the tests of a file an app on a database of its own. Its engine executes nothing before `app.start()`; at the
 * end it is stopped.
 */
export function setUpApp(
  parts: (db: Database) => AppOverrides = () => ({}),
  variables: Readonly<Record<string, string>> = {},
): { readonly app: App; readonly db: Database; readonly url: string } {
  const database = setUpTestDatabase();
  let app: App | undefined;
  beforeAll(() => {
    app = createApp(testEnv(database.url, variables), { database: database.db, ...parts(database.db) });
  });
  afterAll(() => app?.stop());
  return {
    get app() {
      if (app === undefined) throw new Error("The app exists inside hooks and tests only.");
      return app;
    },
    get db() {
      return database.db;
    },
    get url() {
      return database.url;
    },
  };
}

/** An engine that executes nothing: it notes what it was handed, and can be out of reach. */
export interface IdleEngine extends Engine {
  readonly accepted: string[];
  reachable: boolean;
}

export function createIdleEngine(): IdleEngine {
  return {
    name: "postgres",
    accepted: [],
    reachable: true,
    async handOver(run) {
      if (!this.reachable) throw new Error("connect ECONNREFUSED");
      this.accepted.push(run.id);
    },
    executeWith() {},
    async start() {},
    async stop() {},
  };
}
