import { beforeEach, describe, expect, test } from "vitest";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const engine = createIdleEngine();
const startedAt = new Date("2026-05-01T12:00:00Z");
let now = startedAt;
const context = setUpApp(() => ({ engine, clock: () => now }));
const at = (time: string) => new Date(`2026-05-${time}:00Z`);

beforeEach(async () => {
  now = startedAt;
  engine.reachable = true;
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
  await context.db.taskSchedule.deleteMany();
  await context.app.registerSchedules();
});

const runsOf = async () => {
  const runs = await context.db.taskRun.findMany({ orderBy: [{ slot: "asc" }, { task: "asc" }] });
  return runs.map((run) => `${run.task} ${run.slot?.toISOString()}`);
};

describe("a poke of everything", () => {
  test("runs each task's due slot, with the payload of its schedule", async () => {
    await context.app.poke.all(at("02T03:31"));
    expect(await runsOf()).toEqual([
      "todo/cleanup 2026-05-02T03:00:00.000Z",
      "trash/purge 2026-05-02T03:30:00.000Z",
      "system/ping 2026-05-02T03:31:00.000Z",
    ]);
    expect(engine.accepted).toHaveLength(3);
    const cleanup = await context.db.taskRun.findFirstOrThrow({ where: { task: "todo/cleanup" } });
    expect(cleanup).toMatchObject({ trigger: "catch-up", payload: {}, engine: "postgres" });
  });

  test("from many processes at once runs each slot once", async () => {
    await Promise.all(Array.from({ length: 10 }, () => context.app.poke.all(at("02T03:31"))));
    expect(await runsOf()).toHaveLength(3);
    expect(new Set(engine.accepted).size).toBe(3);
  });

  test("hands over what was left behind by a crash, once it is ten seconds old", async () => {
    const left = await context.app.recorder.record(
      { task: "todo/cleanup", trigger: "api", payload: { days: 7 }, engine: "postgres" },
      now,
    );
    await context.app.poke.all(new Date(now.getTime() + 9_000));
    expect(engine.accepted).not.toContain(left.run.id);
    await context.app.poke.all(new Date(now.getTime() + 11_000));
    expect(engine.accepted).toContain(left.run.id);
    engine.accepted.length = 0;
    await context.app.poke.all(new Date(now.getTime() + 60_000));
    expect(engine.accepted).not.toContain(left.run.id);
  });

  test("whose engine is out of reach claims the slots all the same, and a later one hands them over", async () => {
    engine.reachable = false;
    await context.app.poke.all(at("02T03:00"));
    expect(await runsOf()).toHaveLength(2);
    expect(engine.accepted).toEqual([]);
    engine.reachable = true;
    now = at("02T03:01");
    await context.app.poke.all(now);
    expect(engine.accepted).toHaveLength(3);
    expect(await context.db.taskRun.count({ where: { handedOverAt: null } })).toBe(0);
  });
});

describe("a poke of one task", () => {
  test("runs that one's slot, or says why there is none", async () => {
    const cleanup = context.app.catalog.get("todo/cleanup");
    expect(await context.app.poke.one(cleanup, at("02T03:00"))).toMatchObject({ run: { task: "todo/cleanup" } });
    expect(await context.app.poke.one(cleanup, at("02T03:00"))).toEqual({ run: null, reason: "not-due" });
    await context.app.schedules.pause("todo/cleanup");
    expect(await context.app.poke.one(cleanup, at("03T03:00"))).toEqual({ run: null, reason: "paused" });
    expect(await runsOf()).toEqual(["todo/cleanup 2026-05-02T03:00:00.000Z"]);
  });

  test("hands over what any task left behind", async () => {
    const { run } = await context.app.recorder.record(
      { task: "trash/purge", trigger: "api", payload: {}, engine: "postgres" },
      now,
    );
    await context.app.poke.one(context.app.catalog.get("todo/cleanup"), new Date(now.getTime() + 11_000));
    expect(engine.accepted).toEqual([run.id]);
  });
});
