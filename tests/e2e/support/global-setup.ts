import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createAccount } from "#lib/auth/create-account.ts";
import { demoAccount } from "#lib/auth/demo-account.ts";
import { createApp } from "#lib/composition/create-app.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { ensureDatabase } from "#lib/db/server-databases.ts";
import { parseEnv } from "#lib/env.ts";
import type { Child } from "#scripts/runtime/child.ts";
import { nextGraceMs, probeUrl, startNext, waitUntilAnswering } from "#scripts/runtime/next-server.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { seedDemo } from "#scripts/seed/seed-demo.ts";
import { findInngest } from "#tests/conformance/real-inngest/program.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { startTestServer } from "#tests/support/server.ts";
import { cheapHashing } from "#tests/support/sessions.ts";
import { adminAccount, publish, serverEnvironment } from "./server.ts";

/** Starts a PostgreSQL and the production build for this run. Resolves to a function that stops both. */
export default async function setup(): Promise<() => Promise<void>> {
  ensureBuild();
  const postgres = await startTestServer();
  let next: Child | undefined;
  const tearDown = async () => {
    await next?.stop({ graceMs: nextGraceMs, forced: new AbortController().signal });
    await postgres.stop();
    if (findInngest()?.program === undefined) console.warn(withoutInngest);
  };
  try {
    const databaseUrl = await ensureDatabase(postgres.adminUrl, `tidy_e2e_${process.pid}`);
    const port = await findFreePort();
    const environment = serverEnvironment({ databaseUrl, port, demoEmail: demoAccount.email });
    await applyMigrations(databaseUrl);
    await makeAccounts(environment);
    next = startNext({ mode: "start", port, host: "127.0.0.1", env: { ...inheritedEnvironment(), ...environment } });
    if (!(await waitUntilAnswering(next, probeUrl(port), new AbortController().signal))) {
      throw new Error("The server under test ended while starting; the reason stands above.");
    }
    publish(environment);
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** Nobody should take them for passed. */
const withoutInngest =
  "\nNOT RUN: the task console on a real Inngest server (none can be started: INNGEST_CLI, inngest or inngest-cli on PATH).\n";

/** Only makes a missing build: after changes, `npm run build` or `npm test` makes a new one. */
function ensureBuild(): void {
  if (existsSync(".next/BUILD_ID")) return;
  const { status } = spawnSync("npm", ["run", "build"], { stdio: "inherit" });
  if (status !== 0) throw new Error("There is no build to test, and none could be made; the reason stands above.");
}

async function makeAccounts(environment: Readonly<Record<string, string>>): Promise<void> {
  const app = createApp(parseEnv(environment), { hashing: cheapHashing });
  try {
    await seedDemo(app, demoAccount, new Date());
    await createAccount({ ...adminAccount, emailVerified: true }, app.auth);
  } finally {
    await app.close();
  }
}
