import { escapeIdentifier } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { toStartError } from "#lib/db/start-error.ts";
import { untilAnswering } from "#lib/db/until-answering.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createBareDatabase, createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
/** May use Tidy's tables, and create nothing. */
let guest: string;
beforeAll(async () => {
  database = await createTestDatabase();
  guest = `guest_${database.database}`;
  const name = escapeIdentifier(guest);
  await withConnection(database.url, async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'guest'`);
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${name}`);
  });
});
afterAll(async () => {
  await withConnection(database.url, async (client) => {
    await client.query(`DROP OWNED BY ${escapeIdentifier(guest)}; DROP ROLE ${escapeIdentifier(guest)}`);
  });
  await database.drop();
});

function urlOf(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

async function failedStart(url: string): Promise<unknown> {
  const app = createApp(testEnv(url));
  const error = await app.start().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  await app.close();
  return error;
}

test("a user without the right to create the queue's schema is told which right is missing", async () => {
  const url = urlOf((each) => {
    each.username = guest;
    each.password = "guest";
  });
  expect(await failedStart(url)).toMatchObject({ name: "StartError", message: expect.stringMatching(/CREATE/) });
});

test("a wrong password is no reason to wait", async () => {
  const url = urlOf((each) => {
    each.username = guest;
    each.password = "wrong";
  });
  expect(await failedStart(url)).toMatchObject({ name: "StartError", message: expect.stringMatching(/password/) });
});

test("a user whose connections are all in use is waited for, and after a while is a reason to end", async () => {
  await withConnection(database.url, async (client) => {
    await client.query(`ALTER ROLE ${escapeIdentifier(guest)} CONNECTION LIMIT 1`);
  });
  const url = urlOf((each) => {
    each.username = guest;
    each.password = "guest";
  });
  // Without an engine of its own, which this user may not install.
  const app = createApp(testEnv(url, { TASK_EXECUTION: "request" }));
  const failures: unknown[] = [];
  const bounds = { signal: AbortSignal.timeout(60_000), onFailure: (error: unknown) => failures.push(error) };
  let started: Promise<void> | undefined;
  await withConnection(url, async () => {
    const error = await untilAnswering(() => app.schedules.list(), { ...bounds, busyMs: 300 }).catch(toStartError);
    expect(error).toMatchObject({ name: "StartError", message: expect.stringMatching(/no connection left/) });
    expect(failures.length).toBeGreaterThan(0);
    started = app.start();
    const startup = async () => (await app.health.checkReadiness(new Date())).checks.startup.detail;
    await vi.waitFor(async () => expect(await startup()).toMatch(/once the database answers/), { timeout: 20_000 });
  });
  await started;
  expect((await app.schedules.list()).length).toBeGreaterThan(0);
  await app.close();
});

test("a database that does not exist is no reason to wait", async () => {
  const url = urlOf((each) => {
    each.pathname = "/nowhere_to_be_found";
  });
  expect(await failedStart(url)).toMatchObject({
    name: "StartError",
    message: expect.stringMatching(/no such database/),
  });
});

test("a database without tables is no reason to wait", async () => {
  const bare = await createBareDatabase();
  expect(await failedStart(bare.url)).toMatchObject({
    name: "StartError",
    message: expect.stringMatching(/db:migrate/),
  });
  await bare.drop();
});

test("a server without its environment ends at once, and says all that is missing", async () => {
  vi.resetModules();
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  vi.stubEnv("DATABASE_URL", "postgresql://ann:open-sesame@127.0.0.1:9/tidy");
  for (const name of ["AUTH_SECRET", "APP_URL", "VERCEL"]) vi.stubEnv(name, undefined);
  vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const { register } = await import("../../../instrumentation.ts");
    await expect(register()).rejects.toThrow("exit 1");
    const said = String(write.mock.calls[0]?.[0]);
    expect(said).toContain("AUTH_SECRET is not set");
    expect(said).toContain("APP_URL is not set");
    expect(said).not.toContain("open-sesame");
  } finally {
    globalThis.tidyStarted = undefined;
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    vi.resetModules();
  }
});
