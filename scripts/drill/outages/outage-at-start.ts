import { withConnection } from "#lib/db/migrations/connection.ts";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { poll } from "#scripts/runtime/processes.ts";
import { appSettings, requireBuild } from "../app/built-app.ts";
import type { Program } from "../app/program.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { startDatabaseProxy } from "./database-proxy.ts";
import { npmStart } from "./npm-start.ts";

export const outageAtStart: Drill = {
  name: "outage-at-start",
  description: "starts Tidy before its database answers, and with a password that it refuses",
  async run(context) {
    requireBuild();
    const rounds = context.rounds ?? 1;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) {
      const database = await context.createDatabase();
      await startBeforeDatabase(context, database);
      await startWithWrongPassword(context, database);
    }
  },
};

async function startBeforeDatabase(context: DrillContext, database: string): Promise<void> {
  const { check } = context;
  await withConnection(database, (client) => client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public"));
  const proxy = await startDatabaseProxy(database);
  context.atEnd(proxy.close);
  await proxy.refuse();
  const { started, origin } = await start(context, proxy.url);
  const live = await until(async () => (await statusOf(`${origin}/api/health/live`)) === 200, 60_000);
  check("a process lives before its database answers", live);
  const ready = await statusOf(`${origin}/api/health/ready`);
  check("it is not ready", ready === 503, `status ${ready}`);
  const told = await until(async () => /nothing listens there/.test(started.output()), 30_000);
  check("it says what it waits for", told);
  check("it does not claim to be ready", !started.output().includes("Tidy is ready:"));
  await proxy.open();
  const isReady = await until(async () => started.output().includes("Tidy is ready:"), 60_000);
  check("once the empty database answers, it migrates and says that it is ready", isReady, firstLine(started));
  const after = await statusOf(`${origin}/api/health/ready`);
  check("health says so as well", after === 200, `status ${after}`);
  check("it ends cleanly", (await started.stop()) === 0);
}

async function startWithWrongPassword(context: DrillContext, database: string): Promise<void> {
  const url = new URL(database);
  url.password = "wrong";
  const { started } = await start(context, url.href);
  const code = await started.exited;
  // A server that trusts this machine asks for no password.
  if (started.output().includes("Tidy is ready:")) return;
  context.check("a wrong password ends the process with an error", code !== 0, `exit code ${code}`);
  context.check(
    "it says what to correct",
    /refuses this user and password\. Correct DATABASE_URL/.test(started.output()),
  );
}

async function start(context: DrillContext, databaseUrl: string): Promise<{ started: Program; origin: string }> {
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const settings = { ...appSettings(origin), DATABASE_URL: databaseUrl, PORT: String(port), LOG_LEVEL: "warn" };
  const started = npmStart({ ...context.env, ...settings }, context.directory);
  context.atEnd(async () => void (await started.stop()));
  return { started, origin };
}

/** Null if nothing answers. */
async function statusOf(url: string): Promise<number | null> {
  return await fetch(url, { signal: AbortSignal.timeout(20_000) }).then(
    (response) => response.status,
    () => null,
  );
}

async function until(condition: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const answer = await poll(async () => ((await condition()) ? true : undefined), { timeoutMs, everyMs: 100 });
  return answer === true;
}

function firstLine(started: Program): string {
  return (
    started
      .output()
      .split("\n")
      .find((line) => line.includes("Tidy is ready:"))
      ?.trim() ?? "not said"
  );
}
