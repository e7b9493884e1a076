import { beforeEach, describe, expect, test } from "vitest";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { databaseClockOf } from "#lib/task-runs/clocks/clock-guard.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { addOwner } from "#tests/support/people.ts";

const engine = createIdleEngine();
const truth = new Date("2026-05-02T03:31:00Z");
const ahead = addDays(truth, 3);
let clock = truth;
const context = setUpApp(() => ({ engine, clock: () => clock, databaseClock: async () => truth }));

const seconds = (count: number) => new Date(truth.getTime() + count * 1000);

beforeEach(async () => {
  clock = truth;
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
  await context.db.taskSchedule.deleteMany();
  await context.app.schedules.register(addDays(truth, -2));
});

const schedule = async (task = "todo/cleanup") => context.db.taskSchedule.findUniqueOrThrow({ where: { task } });
const ready = async () => (await context.app.health.checkReadiness(clock)).checks;

describe("a process whose clock differs from the database's by more than a minute", () => {
  test("claims no run within a request, although an old claim seems free to it", async () => {
    const { store, claims } = context.app.runtime;
    const request = { task: "system/ping", trigger: "api", payload: {}, engine: "in-request" } as const;
    await store.record(request, truth);
    const claim = (now: Date) =>
      claims.claimNext([{ name: "system/ping", retryDelaySeconds: 1 }], { until: seconds(60), afterAnswer: true }, now);
    clock = ahead;
    await expect(claim(clock)).rejects.toMatchObject({ kind: "unavailable", message: expect.stringMatching(/clock/) });
    clock = truth;
    expect(await claim(clock)).toMatchObject({ task: "system/ping" });
  });

  test.each([
    ["three days ahead", ahead],
    ["61 s ahead", seconds(61)],
    ["61 s behind", seconds(-61)],
  ])("claims and recovers nothing, and says so: %s", async (_, wrong) => {
    clock = wrong;
    await expect(context.app.scheduler.runAllDue(clock)).rejects.toThrow(/clock is \d+ s (ahead of|behind)/);
    await expect(context.app.scheduler.runDue(todoCleanup, clock)).rejects.toMatchObject({ kind: "unavailable" });
    await expect(context.app.scheduler.recover(clock)).rejects.toMatchObject({ kind: "unavailable" });
    expect(await context.db.taskRun.count()).toBe(0);
    expect((await ready()).clock).toMatchObject({ ok: false, detail: expect.stringMatching(/correct the clock/) });
  });

  test.each([
    ["todo/cleanup", {}],
    ["trash/purge", {}],
    ["task-runs/prune", {}],
  ])("removes nothing: %s", async (task, payload) => {
    const owner = await addOwner(context.db);
    const old = { id: newId(truth), ownerId: owner.id, title: "Paint", notes: "", pinned: false, createdAt: truth };
    await context.db.trashedTodo.create({
      data: { ...old, updatedAt: truth, trashedAt: addDays(truth, -28), reason: "user" },
    });
    clock = ahead;
    const run = await context.app.runs.execute(context.app.tasks.byName(task), payload);
    expect(run).toMatchObject({ status: "failed", error: { message: expect.stringMatching(/clock is/) } });
    expect(await context.db.trashedTodo.count({ where: { id: old.id } })).toBe(1);
  });

  test("registers and resumes schedules by the database's time", async () => {
    clock = ahead;
    await context.app.schedules.pause(todoCleanup);
    await context.app.schedules.resume(todoCleanup, clock);
    expect((await schedule()).registeredAt).toEqual(truth);
    await context.db.taskSchedule.deleteMany();
    await context.app.schedules.register(clock);
    expect((await schedule()).registeredAt).toEqual(truth);
  });

  test.each([60, -60, 0])("is one of more than a minute: %i s are fine", async (offset) => {
    clock = seconds(offset);
    await context.app.scheduler.runAllDue(clock);
    expect(await ready()).toMatchObject({ clock: { ok: true } });
  });
});

describe("what a clock ahead has left behind", () => {
  test("in a schedule is repaired by the next call: its slots are claimed again, none of them twice", async () => {
    const { schedules } = context.app.runtime;
    await context.app.scheduler.runDue(todoCleanup, truth);
    const slot = addDays(new Date("2026-05-02T03:00:00Z"), 3);
    const purge = context.app.tasks.byName("trash/purge");
    await context.app.scheduler.runDue(purge, truth);
    const meant = await context.app.scheduler.runNextSlot(purge, { trigger: "console" }, truth);
    await context.db.taskSchedule.update({ where: { task: "todo/cleanup" }, data: { lastSlot: slot } });
    const data = { id: newId(ahead), task: "todo/cleanup", trigger: "schedule", payload: {}, engine: "postgres", slot };
    await context.db.taskRun.create({ data: { ...data, createdAt: ahead } });
    await context.db.taskSchedule.update({ where: { task: "trash/purge" }, data: { registeredAt: ahead } });
    expect((await ready()).schedules).toMatchObject({ ok: false, detail: expect.stringMatching(/todo\/cleanup/) });

    const claim = (now: Date) => schedules.claimDueSlot("todo/cleanup", { payload: {}, engine: "postgres" }, now);
    expect(await claim(truth)).toEqual({ run: null, reason: "not-due" });
    expect((await schedule()).lastSlot).toEqual(new Date("2026-05-02T03:00:00Z"));
    expect((await schedule("trash/purge")).registeredAt).toEqual(truth);
    expect((await claim(addDays(truth, 3))).run).toMatchObject({ slot: slot.toISOString() });
    // An operator who runs a slot ahead of its time means it.
    expect(await context.app.runs.get(meant.id)).toMatchObject({ slot: expect.any(String) });
  });

  test("in a run is repaired by recovery: it is dispatched, and stalls in time", async () => {
    const { store } = context.app.runtime;
    const request = { task: "trash/purge", trigger: "api", payload: {}, engine: "postgres" } as const;
    const undispatched = (await store.record(request, ahead)).run.id;
    const running = (await store.record(request, truth)).run.id;
    await store.startAttempt(running, ahead);
    await context.app.scheduler.recover(truth);
    await context.app.scheduler.recover(seconds(16 * 60));
    expect(engine.accepted.toSorted()).toEqual([undispatched, running].toSorted());
  });

  test("in a run's start does not let the next attempt judge by the future", async () => {
    const { store } = context.app.runtime;
    const request = { task: "trash/purge", trigger: "api", payload: {}, engine: "postgres" } as const;
    const { run } = await store.record(request, truth);
    await store.startAttempt(run.id, ahead);
    expect(await store.continueAttempt({ id: run.id, attempt: 1 }, truth)).toMatchObject({ startedAt: truth });
    expect(await store.startAttempt(run.id, seconds(5))).toMatchObject({ startedAt: truth });
  });

  test("in the last heartbeat does not pass for a sign that the engine executes", async () => {
    const { store } = context.app.runtime;
    const request = { task: "system/ping", trigger: "api", payload: {}, engine: "postgres" } as const;
    const { run } = await store.record(request, ahead);
    await store.startAttempt(run.id, ahead);
    await store.succeed({ id: run.id, attempt: 1 }, { pongAt: ahead.toISOString() }, ahead);
    expect((await ready()).heartbeat).toMatchObject({ ok: false });
  });
});

test("the database's clock is the present, not the start of a transaction", async () => {
  const read = databaseClockOf(context.db);
  const [first, second] = [await read(), await read()];
  expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
  expect(Math.abs(first.getTime() - Date.now())).toBeLessThan(60_000);
});
