import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RunEngine } from "#lib/task-runs/schemas.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks } from "#tests/support/tasks.ts";

const engine = createIdleEngine();
const start = new Date("2026-11-24T10:00:00Z");
let now = start;
const context = setUpApp((db) => ({ engine, definitions: createTestTasks(db), clock: () => now }));
beforeAll(() => prepareTestTasks(context.db));
beforeEach(async () => {
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
});

const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const poke = async (seconds: number) => {
  now = later(seconds);
  await context.app.poke.all(now);
};
const runOf = (id: string) => context.app.runs.get(id);

/** A run that began at the start and whose process or engine has been silent since. */
async function begun(by: RunEngine, task = "walk/far"): Promise<string> {
  const { recorder } = context.app;
  const payload = { steps: 3, stepMs: 0 };
  const { run } = await recorder.record({ task, trigger: "cli", payload, engine: by }, start);
  await recorder.markHandedOver(run, start);
  await recorder.begin(run.id, start);
  return run.id;
}

describe("a run whose process was killed outside of an engine", () => {
  test("goes to the engine once the process has been silent for a minute and a half", async () => {
    const id = await begun("in-process");
    await poke(89);
    expect(await runOf(id)).toMatchObject({ status: "running", engine: "in-process" });
    await poke(91);
    expect(engine.accepted).toEqual([id]);
    expect(await runOf(id)).toMatchObject({
      status: "queued",
      engine: "postgres",
      attempt: 1,
      handedOverAt: expect.any(String),
    });
  });

  test("stays with a process that shows that it lives", async () => {
    const id = await begun("in-process");
    await context.app.recorder.showLife({ id, attempt: 1 }, later(80));
    await poke(91);
    expect(await runOf(id)).toMatchObject({ status: "running" });
    expect(engine.accepted).toEqual([]);
  });

  test("fails, and says why, where it has no attempt left", async () => {
    const id = await begun("in-process", "walk/once");
    await poke(91);
    expect(await runOf(id)).toMatchObject({
      status: "failed",
      error: { message: expect.stringMatching(/disappeared/) },
    });
    expect(engine.accepted).toEqual([]);
  });

  test("is canceled where somebody asked for that", async () => {
    const id = await begun("in-process");
    await context.app.recorder.cancel(id, later(10));
    await poke(91);
    expect(await runOf(id)).toMatchObject({ status: "canceled" });
    expect(engine.accepted).toEqual([]);
  });
});

describe("a run that an engine has lost", () => {
  test.each(["postgres", "inngest"] as const)("is offered again after a quarter of an hour: %s", async (by) => {
    const id = await begun(by);
    await poke(14 * 60);
    expect(engine.accepted).toEqual([]);
    await poke(16 * 60);
    expect(engine.accepted).toEqual([id]);
    expect(await runOf(id)).toMatchObject({ status: "queued", engine: "postgres" });
  });

  test("before it began is offered again too", async () => {
    const request = { task: "test/echo", trigger: "api", payload: { text: "lost" }, engine: "inngest" } as const;
    const { run } = await context.app.recorder.record(request, start);
    await context.app.recorder.markHandedOver(run, start);
    await poke(16 * 60);
    await poke(17 * 60);
    expect(engine.accepted).toEqual([run.id]);
  });
});
