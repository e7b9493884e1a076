import { expect, test } from "vitest";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const engine = createIdleEngine();
let now = new Date("2026-05-02T02:00:00Z");
const context = setUpApp(() => ({ engine, clock: () => now }), { TASKS_PAUSED: "1" });
const request = { task: "system/ping", trigger: "api", payload: {} } as const;

test("with TASKS_PAUSED a start pauses every schedule, also those that ran, until they are resumed", async () => {
  const { app, db } = context;
  await app.schedules.register(now);
  await db.taskSchedule.updateMany({ data: { paused: false } });
  await app.schedules.register(now);
  now = new Date("2026-05-03T03:31:00Z");
  await app.scheduler.runAllDue(now);
  expect(await db.taskRun.count()).toBe(0);
  const { checks } = await app.health.checkReadiness(now);
  expect(checks.schedules).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/Paused: .*todo\/cleanup.*Resume/),
  });
  await app.schedules.resume(todoCleanup, now);
  now = new Date("2026-05-04T03:01:00Z");
  await app.scheduler.runAllDue(now);
  expect(await db.taskRun.findMany()).toMatchObject([{ task: todoCleanup.name }]);
});

test("with TASKS_PAUSED a start holds the runs that had not finished, until somebody lets them run", async () => {
  const { app, db } = context;
  const { store } = app.runtime;
  await db.taskRun.deleteMany();
  engine.accepted.length = 0;
  const record = async () => (await store.record({ ...request, engine: "postgres" }, now)).run;
  const [running, queued, canceled] = [await record(), await record(), await record()];
  await store.startAttempt(running.id, now);
  await app.schedules.register(now);
  await store.succeed({ id: running.id, attempt: 1 }, null, now);
  now = new Date("2026-05-04T04:00:00Z");
  await app.scheduler.recover(now);
  expect(engine.accepted).toEqual([]);
  // The engine that had it before asks for it.
  await store.linkEngineRun(queued.id, "asked-for-before", now);
  expect(await store.startAttempt(queued.id, now)).toBeNull();
  for (const { id } of [running, queued]) {
    expect(await app.runs.get(id)).toMatchObject({ status: "queued", heldAt: expect.any(String), failures: [] });
  }
  const checks = async () => (await app.health.checkReadiness(now)).checks.runs;
  expect(await checks()).toMatchObject({
    ok: true,
    detail: expect.stringContaining("3 runs wait for your confirmation"),
  });

  expect((await app.tasks.figures(now)).engine).toMatchObject({ heldCount: 3 });
  expect(await app.runs.release(running.id)).toMatchObject({ status: "queued", heldAt: null });
  expect(await app.runs.cancel(canceled.id, now)).toMatchObject({ status: "canceled" });
  await expect(app.runs.release(canceled.id)).rejects.toMatchObject({ kind: "conflict" });
  engine.reachable = false;
  await app.runs.release(queued.id);
  engine.reachable = true;
  now = new Date("2026-05-04T04:05:00Z");
  await app.scheduler.recover(now);
  expect(engine.accepted).toEqual([running.id, queued.id]);
  expect(await checks()).toMatchObject({ detail: "No run waits for your confirmation." });
});
