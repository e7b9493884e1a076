import { expect, test } from "vitest";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

let now = new Date("2026-05-02T02:00:00Z");
const context = setUpApp(() => ({ engine: createIdleEngine(), clock: () => now }), { TASKS_PAUSED: "1" });

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
