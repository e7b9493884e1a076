import type { Page } from "@playwright/test";
import { createAuth } from "#lib/auth/auth.ts";
import { createAccount } from "#lib/auth/create-account.ts";
import { demoAccount } from "#lib/auth/demo-account.ts";
import { createDatabase, type Database } from "#lib/db/client.ts";
import { applyMigrations } from "#lib/db/migrations/migrations.ts";
import { dropDatabase, ensureDatabase } from "#lib/db/server-databases.ts";
import { parseEnv } from "#lib/env.ts";
import { askForSync } from "#scripts/doctor/inngest/protocol.ts";
import { nextGraceMs, probeUrl, startNext, waitUntilAnswering } from "#scripts/runtime/next-server.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { startInngestServer } from "#tests/conformance/real-inngest/server.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { adminAccount, publishedEnv, serverEnvironment } from "./server.ts";

/** The production build on a real Inngest server, with a database of its own. */
export interface InngestApp {
  readonly origin: string;
  readonly inngestUrl: string;
  readonly database: Database;
  stop(): Promise<void>;
}

/** Starts both, and lets the app tell Inngest what functions it has. */
export async function startInngestApp(): Promise<InngestApp> {
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.toReversed()) await step();
  };
  try {
    const inngest = await startInngestServer("dev");
    undo.push(inngest.stop);
    const adminUrl = publishedEnv().DATABASE_URL;
    const name = `tidy_e2e_inngest_${process.pid}`;
    const databaseUrl = await ensureDatabase(adminUrl, name);
    undo.push(() => dropDatabase(adminUrl, name));
    await applyMigrations(databaseUrl);
    const database = createDatabase({ url: databaseUrl, kind: "batch" });
    undo.push(() => database.$disconnect());
    const port = await findFreePort();
    const environment = {
      ...serverEnvironment({ databaseUrl, port, demoEmail: demoAccount.email }),
      TASK_ENGINE: "inngest",
      LOG_LEVEL: "silent",
      ...inngest.variables,
    };
    await createAccount({ ...adminAccount, emailVerified: true }, createAuth({ database, env: parseEnv(environment) }));
    const { APP_URL: origin } = environment;
    const never = new AbortController().signal;
    const next = startNext({
      mode: "start",
      port,
      host: "127.0.0.1",
      env: { ...inheritedEnvironment(), ...environment },
    });
    undo.push(() => next.stop({ graceMs: nextGraceMs, forced: never }));
    if (!(await waitUntilAnswering(next, probeUrl(port), never))) throw new Error("The app did not start.");
    const answer = await askForSync(origin, undefined, new Date());
    if ("reason" in answer || answer.status !== 200) throw new Error(`No sync: ${JSON.stringify(answer)}`);
    return { origin, inngestUrl: inngest.variables.INNGEST_DEV ?? "", database, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Signs the admin in to it. */
export async function signInAsAdmin(page: Page, { origin }: InngestApp): Promise<void> {
  const { email, password } = adminAccount;
  const response = await page.request.post(`${origin}/api/auth/sign-in/email`, {
    data: { email, password },
    headers: { origin },
  });
  if (!response.ok()) throw new Error(`Signing in was answered with ${response.status()}.`);
}
