import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, createApp } from "#lib/composition/create-app.ts";
import { type DatabaseProxy, startDatabaseProxy } from "#scripts/drill/outages/database-proxy.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createTestDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let proxy: DatabaseProxy;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startDatabaseProxy(database.url);
});
afterAll(async () => {
  await proxy.close();
  await database.drop();
});

const readiness = (app: App) => app.health.checkReadiness(app.runtime.clock());

async function finishPing(app: App): Promise<string> {
  const { run } = await app.runs.enqueue(app.tasks.byName("system/ping"), {});
  return (await app.runs.wait(run.id, { timeoutMs: 20_000 })).status;
}

test("a process that starts before its database answers starts its tasks once it does, and says so", async () => {
  await proxy.refuse();
  const app = createApp(testEnv(proxy.url));
  const started = app.start();
  try {
    const waiting = expect.objectContaining({
      ok: false,
      detail: expect.stringContaining("once the database answers"),
    });
    await expect
      .poll(() => readiness(app), { timeout: 10_000 })
      .toMatchObject({ status: "not-ready", checks: { database: { ok: false }, startup: waiting } });
    await proxy.open();
    await started;
    expect(await readiness(app)).toMatchObject({ status: "ready", checks: { startup: { ok: true } } });
    expect(await finishPing(app)).toBe("succeeded");
  } finally {
    await app.close();
  }
});

test("an outage between the registration of schedules and the start of workers is survived as well", async () => {
  const app = createApp(testEnv(proxy.url));
  try {
    await app.schedules.register(app.runtime.clock());
    await proxy.refuse();
    await expect(app.runtime.engine.start()).rejects.toThrow();
    await proxy.open();
    await app.runtime.engine.start();
    expect(await finishPing(app)).toBe("succeeded");
  } finally {
    await app.close();
  }
});

test("a process that is stopped while it waits for its database stops waiting", async () => {
  await proxy.refuse();
  const app = createApp(testEnv(proxy.url));
  const started = app.start();
  app.announceStop();
  await started;
  await app.close();
  await proxy.open();
});
