import { beforeEach, describe, expect, test } from "vitest";
import { taskViewSchema } from "#lib/tasks/views.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const startedAt = new Date("2026-03-28T12:00:00Z");
const context = setUpApp(() => ({ engine: createIdleEngine(), clock: () => startedAt }), {
  TASKS_TIME_ZONE: "Europe/Berlin",
  TODO_CLEANUP_SCHEDULE: "30 2 * * *",
  TRASH_PURGE_SCHEDULE: "off",
});

beforeEach(async () => {
  await context.db.taskRun.deleteMany();
  await context.db.taskSchedule.deleteMany();
  await context.app.schedules.register(context.app.runtime.clock());
});

async function viewOf(task: string, now: Date = startedAt) {
  return taskViewSchema.parse(await context.app.tasks.view(context.app.tasks.byName(task), now));
}

describe("the view of a task", () => {
  test("says what it is, what it takes and gives, and when it runs", async () => {
    expect(await viewOf("todo/cleanup")).toMatchObject({
      name: "todo/cleanup",
      title: "Clean up completed todos",
      payloadSchema: { properties: { days: { type: "integer", minimum: 0 } }, additionalProperties: false },
      resultSchema: { properties: { deletedCount: { type: "integer" } } },
      canPreview: true,
      retries: { limit: 3, delaySeconds: 2 },
      schedule: { cron: "30 2 * * *", timeZone: "Europe/Berlin", paused: false, overdue: false },
      lastRun: null,
    });
    expect(await viewOf("system/ping")).toMatchObject({ canPreview: false });
  });

  test("shows the next five runs, over a change of clocks", async () => {
    const { schedule } = await viewOf("todo/cleanup");
    expect(schedule?.nextRuns).toEqual([
      "2026-03-29T01:00:00.000Z",
      "2026-03-30T00:30:00.000Z",
      "2026-03-31T00:30:00.000Z",
      "2026-04-01T00:30:00.000Z",
      "2026-04-02T00:30:00.000Z",
    ]);
  });

  test("leaves out a slot that was run ahead of its time", async () => {
    await context.app.scheduler.runNextSlot(context.app.tasks.byName("todo/cleanup"), {}, startedAt);
    const { schedule } = await viewOf("todo/cleanup");
    expect(schedule?.nextRuns.at(0)).toBe("2026-03-30T00:30:00.000Z");
    expect(schedule?.nextRuns).toHaveLength(5);
  });

  test("shows none while paused or off", async () => {
    await context.app.schedules.pause(context.app.tasks.byName("todo/cleanup"));
    expect((await viewOf("todo/cleanup")).schedule).toMatchObject({ paused: true, nextRuns: [], overdue: false });
    expect((await viewOf("trash/purge")).schedule).toMatchObject({ cron: null, nextRuns: [], overdue: false });
  });

  test("shows when a slot is overdue, until it is claimed", async () => {
    const late = new Date("2026-03-29T01:03:00Z");
    expect((await viewOf("todo/cleanup", late)).schedule).toMatchObject({ overdue: true });
    await context.app.scheduler.runAllDue(late);
    const { schedule, lastRun } = await viewOf("todo/cleanup", late);
    expect(schedule).toMatchObject({ overdue: false, lastSlot: "2026-03-29T01:00:00.000Z" });
    expect(lastRun).toMatchObject({ trigger: "catch-up", slot: "2026-03-29T01:00:00.000Z" });
  });

  test("has no schedule before the app has registered any", async () => {
    await context.db.taskSchedule.deleteMany();
    expect((await viewOf("todo/cleanup")).schedule).toBeNull();
  });
});
