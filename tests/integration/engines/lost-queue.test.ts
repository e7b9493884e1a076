import { getRollbackPlans } from "pg-boss";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

const context = setUpApp((db) => ({ definitions: createTestTasks(db) }));
let tasks: TestTasks;
beforeAll(async () => {
  tasks = createTestTasks(context.db);
  await prepareTestTasks(context.db);
});
beforeEach(() => context.app.runtime.engine.start());

const losses = {
  "was dropped": "DROP SCHEMA pgboss CASCADE",
  "lost the queues of its tasks": "TRUNCATE pgboss.queue CASCADE",
  "has the schema of an older version": getRollbackPlans("pgboss"),
};

test.each(Object.entries(losses))("a queue that %s is made anew, and its runs are executed", async (_, statement) => {
  const { run: before } = await context.app.runs.enqueue(tasks.echo, { text: "before" });
  expect(await context.app.runs.wait(before.id, { timeoutMs: 20_000 })).toMatchObject({ status: "succeeded" });
  const { store } = context.app.runtime;
  const request = { task: "test/echo", trigger: "api", payload: { text: "lost" }, engine: "postgres" } as const;
  const { run: lost } = await store.record(request, new Date());
  await store.markDispatched(lost, new Date());
  await withConnection(context.url, (client) => client.query(statement));
  // Its record is a little younger than recovery's limit for undispatched runs.
  await context.db.taskRun.update({ where: { id: lost.id }, data: { createdAt: new Date(Date.now() - 20_000) } });
  await context.app.scheduler.recover(new Date());
  expect(await context.app.runs.wait(lost.id, { timeoutMs: 20_000 })).toMatchObject({ status: "succeeded" });
  expect(await context.app.runtime.engine.repairQueue?.()).toBe(false);
});

test("a queue that cannot be made anew fails readiness until it can", async () => {
  const { engine } = context.app.runtime;
  const heartbeat = async () => (await context.app.health.checkReadiness(new Date())).checks.heartbeat;
  const before = await heartbeat();
  // A table in its place.
  await withConnection(context.url, (client) =>
    client.query("DROP SCHEMA pgboss CASCADE; CREATE SCHEMA pgboss; CREATE TABLE pgboss.queue ()"),
  );
  await expect(engine.repairQueue?.()).rejects.toThrow();
  await expect(engine.repairQueue?.()).rejects.toThrow();
  expect(await heartbeat()).toEqual({ ok: false, detail: expect.stringMatching(/queue .* cannot be made anew/) });
  await withConnection(context.url, (client) => client.query("DROP SCHEMA pgboss CASCADE"));
  expect(await engine.repairQueue?.()).toBe(true);
  expect(await heartbeat()).toEqual(before);
  const { run } = await context.app.runs.enqueue(tasks.echo, { text: "after" });
  expect(await context.app.runs.wait(run.id, { timeoutMs: 20_000 })).toMatchObject({ status: "succeeded" });
}, 60_000);
