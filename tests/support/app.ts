import { afterAll, beforeAll } from "vitest";
import type { AppOverrides } from "#lib/composition/app-parts.ts";
import { type App, createApp } from "#lib/composition/create-app.ts";
import type { Database } from "#lib/db/client.ts";
import type { Engine } from "#lib/engines/engine.ts";
import { testEnv } from "./app-env.ts";
import { setUpTestDatabase } from "./database.ts";
import { cheapHashing } from "./sessions.ts";

/**
 * Gives the tests of a file an app on a database of its own. Its engine executes nothing before `app.start()`, and is
 * stopped at the end.
 */
export function setUpApp(
  parts: (db: Database) => AppOverrides = () => ({}),
  variables: Readonly<Record<string, string>> = {},
): { readonly app: App; readonly db: Database; readonly url: string } {
  const database = setUpTestDatabase();
  let app: App | undefined;
  beforeAll(() => {
    app = createApp(testEnv(database.url, variables), {
      database: database.db,
      hashing: cheapHashing,
      ...parts(database.db),
    });
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

/** An engine that executes nothing. It lists the runs that it accepted, and can be out of reach. */
export interface IdleEngine extends Engine {
  readonly accepted: string[];
  reachable: boolean;
}

export function createIdleEngine(): IdleEngine {
  return {
    name: "postgres",
    accepted: [],
    reachable: true,
    async dispatch(run) {
      if (!this.reachable) throw new Error("connect ECONNREFUSED");
      this.accepted.push(run.id);
    },
    executeWith() {},
    async start() {},
    async stop() {},
  };
}
