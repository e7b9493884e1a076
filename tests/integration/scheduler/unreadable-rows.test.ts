import { beforeEach, describe, expect, test, vi } from "vitest";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const engine = createIdleEngine();
const startedAt = new Date("2026-05-01T12:00:00Z");
const context = setUpApp(() => ({ engine, clock: () => startedAt }));
const at = (time: string) => new Date(`2026-05-${time}:00Z`);

beforeEach(async () => {
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
  await context.db.taskSchedule.deleteMany();
  await context.app.schedules.register(startedAt);
});

async function record(task = "trash/purge", second = 0): Promise<string> {
  const { store } = context.app.runtime;
  const recordedAt = new Date(startedAt.getTime() + second * 1000);
  return (await store.record({ task, trigger: "api", payload: {}, engine: "postgres" }, recordedAt)).run.id;
}

/** Another version, or a hand, wrote an error in a form that this version doesn't know. */
async function recordUnreadable(second = 0): Promise<void> {
  const id = await record("trash/purge", second);
  await context.db.taskRun.update({ where: { id }, data: { error: { code: 7 } } });
}

describe("a run that cannot be read", () => {
  test("is left out of lists, pages and views, and hides no other run", async () => {
    const first = await record();
    await recordUnreadable(1);
    const last = await record("todo/cleanup", 2);
    const page = await context.app.runs.list({ q: "", limit: 2 });
    expect(page.items.map((run) => run.id)).toEqual([last]);
    const rest = await context.app.runs.list({ q: "", limit: 2, cursor: page.nextCursor ?? "" });
    expect(rest.items.map((run) => run.id)).toEqual([first]);
    const views = await context.app.tasks.list(startedAt);
    expect(views.map(({ name, lastRun }) => [name, lastRun?.id])).toContainEqual(["todo/cleanup", last]);
  });

  test("holds up neither recovery of others, even where a hundred of them are older, nor a due slot", async () => {
    for (let count = 0; count < 100; count++) await recordUnreadable();
    const id = await record("trash/purge", 1);
    await context.app.scheduler.recover(at("01T12:01"));
    expect(engine.accepted).toEqual([id]);
    await context.app.scheduler.runAllDue(at("02T03:30"));
    expect(engine.accepted).toHaveLength(4);
  });
});

describe("a stalled run that cannot be recovered", () => {
  test("holds up neither the next one nor undispatched ones", async () => {
    const { store } = context.app.runtime;
    const stalled = [await record(), await record()];
    for (const id of stalled) await store.startAttempt(id, startedAt);
    const waiting = await record();
    await context.db.$executeRawUnsafe(
      `ALTER TABLE task_run ADD CONSTRAINT refused CHECK (id <> '${stalled[0]}' OR status <> 'queued')`,
    );
    await context.app.scheduler
      .recover(at("01T12:20"))
      .finally(() => context.db.$executeRaw`ALTER TABLE task_run DROP CONSTRAINT refused`);
    expect(engine.accepted.toSorted()).toEqual([stalled[1], waiting].toSorted());
  });
});

describe("a schedule that cannot be read", () => {
  beforeEach(() => context.db.taskSchedule.update({ where: { task: "todo/cleanup" }, data: { cron: "at night" } }));

  test("holds up no other task's slot, and views of all tasks are there", async () => {
    await context.app.scheduler.runAllDue(at("02T03:30"));
    const runs = await context.db.taskRun.findMany({ orderBy: { task: "asc" } });
    expect(runs.map((run) => run.task)).toEqual(["system/ping", "trash/purge"]);
    const view = (await context.app.tasks.list(at("02T03:30"))).find(({ name }) => name === "todo/cleanup");
    expect(view?.schedule).toMatchObject({ overdue: true, nextRuns: [] });
  });

  test("fails the checks that need it, by name, and not the database's", async () => {
    const { status, checks } = await context.app.health.checkReadiness(at("01T12:01"));
    expect(status).toBe("not-ready");
    expect(checks.schedules.detail).toMatch(/todo\/cleanup cannot be read/);
    expect(checks).toMatchObject({ database: { ok: true }, heartbeat: { ok: true } });
  });

  test("is written again by the next registration", async () => {
    await context.app.schedules.register(at("01T13:00"));
    await context.app.scheduler.runAllDue(at("02T03:00"));
    expect(await context.db.taskRun.count({ where: { task: "todo/cleanup" } })).toBe(1);
  });
});

test("a backlog that cannot be counted leaves out itself only", async () => {
  const failing = vi.spyOn(context.app.todos, "backlog").mockRejectedValue(new Error("canceling statement"));
  const views = await context.app.tasks.list(startedAt).finally(() => failing.mockRestore());
  expect(views.map(({ name, backlog }) => [name, backlog])).toContainEqual(["todo/cleanup", null]);
});
