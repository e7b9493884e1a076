import { beforeEach, describe, expect, test } from "vitest";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
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
  await context.app.schedules.register(now);
});

const later = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);

/** Records a run as a process would that crashes before it dispatches it. */
async function recordUndispatched(): Promise<string> {
  const { run } = await context.app.runtime.store.record(
    { task: "trash/purge", trigger: "api", payload: {}, engine: "postgres" },
    startedAt,
  );
  return run.id;
}

const runsOf = async () => {
  const runs = await context.db.taskRun.findMany({ orderBy: [{ slot: "asc" }, { task: "asc" }] });
  return runs.map((run) => `${run.task} ${run.slot?.toISOString()}`);
};

describe("running everything that is due", () => {
  test("runs each task's due slot, with the payload of its schedule", async () => {
    await context.app.scheduler.runAllDue(at("02T03:31"));
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
    await Promise.all(Array.from({ length: 10 }, () => context.app.scheduler.runAllDue(at("02T03:31"))));
    expect(await runsOf()).toHaveLength(3);
    expect(new Set(engine.accepted).size).toBe(3);
  });

  test("claims every slot before it dispatches the first run, so that an engine out of reach delays none", async () => {
    const claimed = Promise.withResolvers<string[]>();
    const dispatch = engine.dispatch;
    engine.dispatch = async () => {
      claimed.resolve(await runsOf());
      throw new Error("connect ETIMEDOUT");
    };
    await context.app.scheduler.runAllDue(at("02T03:31")).finally(() => {
      engine.dispatch = dispatch;
    });
    expect(await claimed.promise).toHaveLength(3);
  });
});

describe("running one task if it is due", () => {
  test("runs that task's slot, or says why there is none", async () => {
    const runDue = (now: Date) => context.app.scheduler.runDue(todoCleanup, now);
    expect(await runDue(at("02T03:00"))).toMatchObject({ run: { task: "todo/cleanup" } });
    expect(await runDue(at("02T03:00"))).toEqual({ run: null, reason: "not-due" });
    await context.app.schedules.pause(context.app.tasks.byName("todo/cleanup"));
    expect(await runDue(at("03T03:00"))).toEqual({ run: null, reason: "paused" });
    expect(await runsOf()).toEqual(["todo/cleanup 2026-05-02T03:00:00.000Z"]);
  });

  test("leaves other runs to recovery", async () => {
    await recordUndispatched();
    await context.app.scheduler.runDue(todoCleanup, later(60));
    expect(engine.accepted).toEqual([]);
  });
});

test("a stop waits for the dispatch of claimed runs before it stops the engine", async () => {
  const [dispatching, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const seen: string[] = [];
  engine.dispatch = async () => {
    dispatching.resolve();
    await answered.promise;
    seen.push("dispatched");
  };
  engine.stop = async () => void seen.push("stopped");
  now = at("02T03:00");
  await context.app.start();
  await dispatching.promise;
  const stopping = context.app.stop();
  answered.resolve();
  await stopping;
  expect(seen).toEqual(["dispatched", "dispatched", "stopped"]);
});
