import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { migrateWhenAnswering } from "#lib/db/migrations/migrate-when-answering.ts";
import { type DatabaseProxy, startDatabaseProxy } from "#scripts/drill/outages/database-proxy.ts";
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

const quiet = { onApplied: () => {}, onWait: () => {} };

test("an empty database that answers late is migrated then, and the tasks start after that", async () => {
  await proxy.refuse();
  const said: string[] = [];
  const { signal } = new AbortController();
  const other = migrateWhenAnswering(proxy.url, { ...quiet, onWait: (reason) => said.push(reason), signal });
  const app = createApp(testEnv(proxy.url));
  const started = app.start({ migrates: true });
  try {
    await expect.poll(() => said, { timeout: 10_000 }).toContainEqual(expect.stringMatching(/nothing listens there/));
    expect((await app.health.checkReadiness(new Date())).checks.startup).toEqual({
      ok: false,
      detail: expect.stringContaining("is migrated"),
    });
    await proxy.open();
    await started;
    expect(await other).toBe(true);
    expect((await app.health.checkReadiness(new Date())).checks.startup.ok).toBe(true);
    expect(said.filter((reason) => reason.includes("nothing listens"))).toHaveLength(1);
  } finally {
    await app.close();
  }
});

test("a wrong password is no reason to wait", async () => {
  const url = new URL(database.url);
  url.password = "wrong";
  const migrated = migrateWhenAnswering(url.href, { ...quiet, signal: new AbortController().signal });
  await expect(migrated).rejects.toMatchObject({ name: "MigrationError", message: expect.stringMatching(/password/) });
});

test("a process that is stopped meanwhile stops waiting", async () => {
  await proxy.refuse();
  const stop = new AbortController();
  const migrated = migrateWhenAnswering(proxy.url, { ...quiet, onWait: () => stop.abort(), signal: stop.signal });
  expect(await migrated).toBe(false);
  await proxy.open();
});

test("an older version refuses a database that a newer one has migrated, and says what to do", async () => {
  await withConnection(database.url, (client) =>
    client.query(`INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name")
                  VALUES ('later', '', now(), '29990101000000_later')`),
  );
  const app = createApp(testEnv(database.url));
  await expect(app.start({ migrates: true })).rejects.toMatchObject({
    name: "MigrationError",
    kind: "unknown",
    message: expect.stringMatching(/29990101000000_later.*newer Tidy.*docs\/upgrading\.md/),
  });
  await app.close();
});
