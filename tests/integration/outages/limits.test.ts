import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import * as cron from "#app/api/cron/[domain]/[action]/route.ts";
import * as ready from "#app/api/health/ready/route.ts";
import * as todos from "#app/api/todos/route.ts";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { answerAuth } from "#lib/http/auth-answer.ts";
import { type DatabaseProxy, startDatabaseProxy } from "#scripts/drill/outages/database-proxy.ts";
import { problemOf } from "#tests/integration/routes/api.ts";
import { appUrl, cronSecret, testEnv } from "#tests/support/app-env.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";
import { bearer, cheapHashing, password, signUp } from "#tests/support/sessions.ts";

let database: TestDatabase;
let proxy: DatabaseProxy;
let app: App;
let session: Headers;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.url);
  app = createApp(testEnv(proxy.url), { hashing: cheapHashing });
  session = await signUp(app.auth, "ann@example.com");
  await app.start();
});
afterAll(async () => {
  await app.close();
  await proxy.close();
  await database.drop();
});

const list = () => todos.GET.respond(app, new Request(`${appUrl}/api/todos`, { headers: session }), {});
const health = () => ready.GET.respond(app, new Request(`${appUrl}/api/health/ready`), {});
const callCron = () => {
  const request = new Request(`${appUrl}/api/cron/system/ping`, { headers: bearer(cronSecret) });
  return cron.GET.respond(app, request, { domain: "system", action: "ping" });
};

/** A connection that is in the middle of a transaction until `work` is over. */
async function whileInTransaction<T>(statement: string, work: (holder: Client) => Promise<T>): Promise<T> {
  const holder = new Client({ connectionString: database.url });
  holder.on("error", () => {});
  await holder.connect();
  try {
    await holder.query(`BEGIN; ${statement}`);
    return await work(holder);
  } finally {
    await holder.end().catch(() => {});
  }
}

test("a locked table fails what needs it, with 503, and takes neither health nor cron with it", async () => {
  await whileInTransaction("LOCK TABLE todo IN ACCESS EXCLUSIVE MODE", async () => {
    const many = Promise.all(Array.from({ length: 30 }, list));
    expect((await callCron()).status).toBeLessThan(300);
    const { checks } = await (await health()).json();
    expect(checks).toMatchObject({
      database: { ok: true },
      heartbeat: { ok: true },
      schedules: { ok: true },
      backlog: { ok: false, detail: expect.stringMatching(/locked/) },
    });
    for (const response of await many) {
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(await problemOf(response)).toMatchObject({ retryAfterSeconds: 5, detail: expect.stringMatching(/busy/) });
    }
  });
  expect((await list()).status).toBe(200);
});

test("signing in is answered as an outage while accounts are locked, and in silence", async () => {
  const signIn = async () => {
    const body = JSON.stringify({ email: "ann@example.com", password });
    const headers = { "content-type": "application/json", origin: appUrl };
    const request = new Request(`${appUrl}/api/auth/sign-in/email`, { method: "POST", headers, body });
    return answerAuth(app, request, new Date());
  };
  const outage = { status: 503, retryAfterSeconds: 5 };
  await whileInTransaction('LOCK TABLE "user" IN ACCESS EXCLUSIVE MODE', async () => {
    const refused = await signIn();
    expect(refused.headers.get("retry-after")).toBe("5");
    expect(await problemOf(refused)).toMatchObject({ ...outage, detail: expect.stringMatching(/busy/) });
  });
  proxy.freeze();
  try {
    expect(await problemOf(await signIn())).toMatchObject(outage);
  } finally {
    await proxy.open();
  }
  await vi.waitFor(async () => expect((await signIn()).status).toBe(200), { timeout: 10_000 });
});

test("a database that falls silent fails requests with 503, and serves them again when it answers", async () => {
  expect((await list()).status).toBe(200);
  proxy.freeze();
  try {
    const [response, unready] = await Promise.all([list(), health()]);
    expect(await problemOf(response)).toMatchObject({ status: 503, retryAfterSeconds: 5 });
    expect(await unready.json()).toMatchObject({ status: "not-ready", checks: { database: { ok: false } } });
  } finally {
    await proxy.open();
  }
  await vi.waitFor(async () => expect((await list()).status).toBe(200), { timeout: 10_000 });
});

test("a transaction whose connection falls silent gives it up", async () => {
  const inTransaction = () => app.database.$transaction((transaction) => transaction.$queryRaw`SELECT 1`);
  await inTransaction();
  proxy.freeze();
  await expect(inTransaction()).rejects.toThrow();
  await proxy.open();
  await vi.waitFor(async () => expect(await inTransaction()).toHaveLength(1), { timeout: 10_000 });
});

test("every kind of connection has the server's limits, those of the queue as well", async () => {
  const limits = { lock: "1500ms", statement: "15s", idle: "10s", zone: "UTC" };
  for (const kind of ["request", "batch", "scheduler", "health"] as const) {
    const [found] = await app.databases[kind].$queryRaw<unknown[]>`
      SELECT current_setting('lock_timeout') AS lock, current_setting('statement_timeout') AS statement,
             current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('TimeZone') AS zone`;
    expect(found, kind).toEqual(limits);
  }
  const queue = await whileInTransaction("LOCK TABLE pgboss.job IN ACCESS EXCLUSIVE MODE", async () => {
    const { run } = await app.runs.enqueue(app.tasks.byName("system/ping"), {});
    return run;
  });
  // The engine refused it in time, instead of waiting for the lock.
  expect(queue.dispatchedAt).toBeNull();
});

// The last two wait for long, each for connections of its own.

test.concurrent("the locks of a process that froze within a transaction are freed", async () => {
  const frozen = await startDatabaseProxy(database.url);
  const db = createDatabase({ url: frozen.url, kind: "batch" });
  const held = db.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`LOCK TABLE todo IN ACCESS EXCLUSIVE MODE`;
      frozen.freeze();
      await transaction.$queryRaw`SELECT 1`;
    },
    { timeout: 60_000 },
  );
  const ended = expect(held).rejects.toThrow();
  await vi.waitFor(async () => expect((await list()).status).toBe(200), { timeout: 25_000, interval: 500 });
  await ended;
  await closeDatabase(db);
  await frozen.close();
});

test.concurrent("a process whose connections have fallen silent stops all the same", async () => {
  const silent = await startDatabaseProxy(database.url);
  const stopped = createApp(testEnv(silent.url));
  await stopped.start();
  silent.freeze();
  await stopped.close();
  await silent.close();
}, 60_000);
