import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "#lib/app.ts";
import { type DatabaseProxy, startDatabaseProxy } from "#scripts/drill/outages/database-proxy.ts";
import { migrateWhenAnswering } from "#scripts/start/migrate-when-answering.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { createBareDatabase, type TestDatabase } from "#tests/support/database.ts";

let database: TestDatabase;
let proxy: DatabaseProxy;
beforeAll(async () => {
  database = await createBareDatabase();
  proxy = await startDatabaseProxy(database.url);
});
afterAll(async () => {
  await proxy.close();
  await database.drop();
});

test("an empty database that answers late is migrated then, and the tasks start after that", async () => {
  await proxy.refuse();
  const said: string[] = [];
  const signal = new AbortController().signal;
  const migrated = migrateWhenAnswering(proxy.url, { say: (line) => said.push(line), signal });
  const app = createApp(testEnv(proxy.url));
  const started = app.start({ migrated: migrated.then(() => undefined) });
  try {
    await expect.poll(() => said, { timeout: 10_000 }).toContainEqual(expect.stringMatching(/nothing listens there/));
    expect((await app.health.checkReadiness(new Date())).checks.startup).toEqual({
      ok: false,
      detail: expect.stringContaining("is migrated"),
    });
    await proxy.open();
    expect(await migrated).toBe(true);
    await started;
    expect((await app.health.checkReadiness(new Date())).checks.startup.ok).toBe(true);
    expect(said.filter((line) => line.includes("nothing listens"))).toHaveLength(1);
  } finally {
    await app.close();
  }
});

test("a wrong password is no reason to wait", async () => {
  const url = new URL(database.url);
  url.password = "wrong";
  const migrated = migrateWhenAnswering(url.href, { say: () => {}, signal: new AbortController().signal });
  await expect(migrated).rejects.toMatchObject({ name: "MigrationError", message: expect.stringMatching(/password/) });
});

test("a process that is stopped meanwhile stops waiting", async () => {
  await proxy.refuse();
  const stop = new AbortController();
  const migrated = migrateWhenAnswering(proxy.url, { say: () => stop.abort(), signal: stop.signal });
  expect(await migrated).toBe(false);
  await proxy.open();
});
