import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { RunEngine } from "#lib/task-runs/schemas.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const engine = createIdleEngine();
const start = new Date("2026-11-24T10:00:00Z");
let now = start;
const context = setUpApp((db) => ({ engine, definitions: createTestTasks(db), clock: () => now }));
beforeAll(() => prepareTestTasks(context.db));
beforeEach(async () => {
  engine.reachable = true;
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
});

const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const recover = async (seconds: number) => {
  now = later(seconds);
  await context.app.scheduler.recover(now);
};
const runOf = (id: string) => context.app.runs.get(id);

/** A run that started at `start` and has had no heartbeat since. */
async function started(by: RunEngine, task = "test/steps"): Promise<string> {
  const { store } = context.app.runtime;
  const payload = { steps: 3, stepMs: 0 };
  const { run } = await store.record({ task, trigger: "cli", payload, engine: by }, start);
  await store.markDispatched(run, start);
  await store.startAttempt(run.id, start);
  return run.id;
}

describe("a run whose process was killed outside of an engine", () => {
  test("is requeued for the engine after six minutes without a heartbeat", async () => {
    const id = await started("in-process");
    await recover(359);
    expect(await runOf(id)).toMatchObject({ status: "running", engine: "in-process" });
    await recover(361);
    expect(engine.accepted).toEqual([id]);
    expect(await runOf(id)).toMatchObject({
      status: "queued",
      engine: "postgres",
      attempt: 1,
      dispatchedAt: expect.any(String),
    });
  });

  test("stays with a process whose heartbeat continues", async () => {
    const id = await started("in-process");
    await context.app.runtime.store.recordHeartbeat({ id, attempt: 1 }, later(300));
    await recover(361);
    expect(await runOf(id)).toMatchObject({ status: "running" });
    expect(engine.accepted).toEqual([]);
  });

  test("fails, and says why, if it has no attempt left", async () => {
    const id = await started("in-process", "test/steps-once");
    await recover(361);
    expect(await runOf(id)).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/disappeared/) },
    });
    expect(engine.accepted).toEqual([]);
  });

  test("has all its attempts left after clean shutdowns, and one fewer after each stall", async () => {
    const { store } = context.app.runtime;
    const id = await started("postgres");
    for (let attempt = 1; attempt <= 9; attempt++) {
      await store.requeue({ id, attempt });
      await store.startAttempt(id, start);
    }
    for (let stall = 1; stall <= 3; stall++) {
      await recover(stall * 16 * 60);
      expect(await runOf(id)).toMatchObject({ status: "queued", dispatchedAt: expect.any(String) });
      expect((await runOf(id)).failures).toHaveLength(stall);
      await store.startAttempt(id, now);
    }
    await recover(4 * 16 * 60);
    expect(await runOf(id)).toMatchObject({ status: "failed" });
  });

  test("is canceled if somebody asked for that", async () => {
    const id = await started("in-process");
    await context.app.runtime.store.cancel(id, later(10));
    await recover(361);
    expect(await runOf(id)).toMatchObject({ status: "canceled" });
    expect(engine.accepted).toEqual([]);
  });
});

describe("a run that an engine lost", () => {
  test.each(["postgres", "inngest"] as const)("is dispatched again after a quarter of an hour: %s", async (by) => {
    const id = await started(by);
    await recover(14 * 60);
    expect(engine.accepted).toEqual([]);
    await recover(16 * 60);
    expect(engine.accepted).toEqual([id]);
    expect(await runOf(id)).toMatchObject({ status: "queued", engine: "postgres" });
  });

  test("before it started is dispatched again too", async () => {
    const request = { task: "test/echo", trigger: "api", payload: { text: "lost" }, engine: "inngest" } as const;
    const { run } = await context.app.runtime.store.record(request, start);
    await context.app.runtime.store.markDispatched(run, start);
    await recover(16 * 60);
    await recover(17 * 60);
    expect(engine.accepted).toEqual([run.id]);
  });
});

describe("an undispatched run", () => {
  const recordUndispatched = async (text: string) => {
    const request = { task: "test/echo", trigger: "api", payload: { text }, engine: "postgres" } as const;
    return (await context.app.runtime.store.record(request, start)).run.id;
  };

  test("is dispatched once it is ten seconds old, and only once", async () => {
    const id = await recordUndispatched("left by a crash");
    await recover(9);
    expect(engine.accepted).toEqual([]);
    await recover(11);
    expect(engine.accepted).toEqual([id]);
    await recover(60);
    expect(engine.accepted).toEqual([id]);
  });

  test("waits while the engine is out of reach", async () => {
    const ids = [await recordUndispatched("first"), await recordUndispatched("second")];
    engine.reachable = false;
    await recover(11);
    expect(await context.db.taskRun.count({ where: { dispatchedAt: null, status: "queued" } })).toBe(2);
    engine.reachable = true;
    await recover(71);
    expect(engine.accepted.toSorted()).toEqual(ids.toSorted());
    expect(await context.db.taskRun.count({ where: { dispatchedAt: null } })).toBe(0);
  });

  test("that the engine refuses holds up no other", async () => {
    const [refused, other] = [await recordUndispatched("refused"), await recordUndispatched("other")];
    const dispatch = engine.dispatch.bind(engine);
    const failing = vi.spyOn(engine, "dispatch").mockImplementation(async (run) => {
      if (run.id === refused) throw new Error("payload too large");
      await dispatch(run);
    });
    await recover(11).finally(() => failing.mockRestore());
    expect(engine.accepted).toEqual([other]);
  });
});

describe("a running run without any heartbeat", () => {
  test.each([
    ["that started long ago", { startedAt: start }],
    ["without a start, a dispatch and an engine that is its own", { startedAt: null, dispatchedAt: null }],
    ["that was marked as undispatched", { startedAt: start, dispatchedAt: null, engine: "in-process" }],
  ])("is recovered, whatever its columns say: %s", async (_, data) => {
    const id = await started("postgres");
    await context.db.taskRun.update({ where: { id }, data: { heartbeatAt: null, ...data } });
    await recover(16 * 60);
    expect(engine.accepted).toEqual([id]);
    expect(await runOf(id)).toMatchObject({ status: "queued", failures: [{ attempt: 1 }] });
  });
});

describe("a run of a task that is gone", () => {
  const leftBehind = async (status: string) => {
    const request = { task: "test/removed", trigger: "api", payload: {}, engine: "postgres" } as const;
    const { run } = await context.app.runtime.store.record(request, start);
    await context.db.taskRun.update({ where: { id: run.id }, data: { status } });
    return run.id;
  };

  test.each(["queued", "running"])("ends as failed with that reason: %s", async (status) => {
    const id = await leftBehind(status);
    await recover(16 * 60);
    expect(await runOf(id)).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/no such task/) },
    });
    expect(engine.accepted).toEqual([]);
  });

  test("stays while a newer version, which has the task, may be starting", async () => {
    const id = await leftBehind("queued");
    await recover(14 * 60);
    expect(await runOf(id)).toMatchObject({ status: "queued" });
  });
});
