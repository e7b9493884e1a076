import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import type { RunRequest } from "#lib/task-runs/recorder.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { systemPing } from "#lib/tasks/definitions/system-ping.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, executionsOf, prepareTestTasks } from "#tests/support/tasks.ts";
import { callEndpoint, serveApp } from "./inngest-endpoint.ts";
import { Play } from "./inngest-play.ts";

const idle = createIdleEngine();
const engine = { ...idle, name: "inngest" } as const;
const context = setUpApp((db) => ({ engine, definitions: { ...createTestTasks(db), systemPing } }), {
  TASK_ENGINE: "inngest",
  INNGEST_DEV: "1",
  TASK_STEP_SECONDS: "1",
  TASKS_TIME_ZONE: "Europe/Berlin",
});

beforeAll(async () => {
  serveApp(context.app);
  await prepareTestTasks(context.db);
  await context.app.registerSchedules();
});
afterAll(() => serveApp(null));
beforeEach(() => {
  engine.accepted.length = 0;
});

async function record(task: string, payload: RunRequest["payload"]): Promise<Run> {
  const { run } = await context.app.recorder.record({ task, trigger: "api", payload, engine: "inngest" }, new Date());
  return run;
}

/** Our own event for a recorded run. */
const playRun = (run: Run, maxAttempts = 3) =>
  new Play(`tidy-${run.task.replace("/", "-")}`, { name: run.task, id: run.id, data: run.payload }, { maxAttempts });

/** An event that somebody sent from Inngest's dashboard. */
const playForeign = (task: string, data: unknown, id = `dashboard-${newId(new Date())}`) =>
  new Play(`tidy-${task.replace("/", "-")}`, { name: task, id, data });

const runOf = (run: Run) => context.app.runs.get(run.id);
const newestOf = async (task: string) => (await context.app.runs.latestByTask([task])).get(task);

describe("the endpoint", () => {
  test("introduces itself", async () => {
    const { status, body } = await callEndpoint("GET");
    expect(status).toBe(200);
    expect(body).toMatchObject({ mode: "dev", function_count: context.app.catalog.all.length * 2 });
  });

  test("registers one function for each task, with its event, its cron in our time zone, retries and concurrency", async () => {
    const { status, body } = await callEndpoint("PUT", {
      headers: { "x-inngest-sync-kind": "in_band" },
      body: JSON.stringify({ url: "https://tidy.example.com/api/inngest" }),
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ app_id: "tidy" });
    expect(body).toHaveProperty(
      "functions",
      expect.arrayContaining([
        expect.objectContaining({
          id: "tidy-system-ping",
          name: "Heartbeat",
          triggers: [{ event: "system/ping" }, { cron: "TZ=Europe/Berlin * * * * *" }],
          concurrency: { limit: 1 },
          steps: { step: expect.objectContaining({ retries: { attempts: 0 } }) },
        }),
        expect.objectContaining({
          id: "tidy-test-flaky",
          triggers: [{ event: "test/flaky" }],
          concurrency: { limit: 1 },
          steps: { step: expect.objectContaining({ retries: { attempts: 2 } }) },
        }),
      ]),
    );
  });

  test("knows no other function", async () => {
    const answer = await new Play("tidy-list-export", { name: "list/export", id: "1", data: {} }).next();
    expect(answer.status).toBe(500);
    expect(answer.text).toContain("tidy-list-export");
  });
});

describe("a recorded run", () => {
  test("is executed in steps and read by its id", async () => {
    const run = await record("test/echo", { text: "hello" });
    const play = playRun(run);
    expect(await play.toEnd()).toMatchObject({ status: 200, body: { runId: run.id, outcome: "succeeded" } });
    expect(play.log).toEqual(["record the run: StepRun", "part 1: StepRun", "function: 200"]);
    expect(await runOf(run)).toMatchObject({ status: "succeeded", attempt: 1, result: { text: "hello" } });
  });

  test("counts as handed over as soon as Inngest asks for it", async () => {
    const run = await record("test/echo", { text: "hello" });
    await playRun(run).next();
    expect(await runOf(run)).toMatchObject({ status: "queued", handedOverAt: expect.any(String) });
  });

  test("that fails is tried again by Inngest, and every failure stays on record", async () => {
    const run = await record("test/flaky", { failures: 1 });
    const play = playRun(run);
    await play.next();
    expect(await play.next()).toMatchObject({ status: 206, mayRetry: true });
    expect(await runOf(run)).toMatchObject({ status: "queued", failures: [{ attempt: 1 }] });
    await play.toEnd();
    expect(play.log).toEqual(["record the run: StepRun", "part 1: StepError", "part 1: StepRun", "function: 200"]);
    expect(await runOf(run)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      failures: [{ attempt: 1 }],
      error: null,
    });
  });

  test("fails with its last attempt, and Inngest's run with it", async () => {
    const run = await record("test/flaky", { failures: 9 });
    const play = playRun(run);
    expect(await play.toEnd()).toMatchObject({ status: 400, mayRetry: false });
    expect(play.log.slice(1)).toEqual([
      "part 1: StepError",
      "part 1: StepError",
      "part 1: StepFailed",
      "function: 400",
      "failure handler: 200",
    ]);
    expect(await runOf(run)).toMatchObject({
      status: "failed",
      attempt: 3,
      error: { message: "Attempt 3 failed." },
      failures: [{ attempt: 1 }, { attempt: 2 }, { attempt: 3 }],
    });
  });

  test.each([
    ["test/hopeless", /^There is no such list\.$/],
    ["test/misfit", /test\/misfit returned a result that breaks its schema.*count/s],
  ])("that cannot succeed is not tried again: %s", async (task, message) => {
    const run = await record(task, {});
    const play = playRun(run, 4);
    await play.next();
    expect(await play.next()).toMatchObject({ status: 206, mayRetry: false });
    await play.toEnd();
    expect(await runOf(run)).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { message: expect.stringMatching(message), retriable: false },
    });
    expect((await executionsOf(context.db, task)).filter((call) => call.runId === run.id)).toHaveLength(1);
  });

  test("that takes long crosses many steps, none longer than TASK_STEP_SECONDS, in one attempt", async () => {
    const run = await record("walk/far", { steps: 25, stepMs: 100 });
    const play = playRun(run);
    const startedAt = performance.now();
    for (let call = 0; call < 2; call++) await play.next();
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    await play.toEnd();
    expect(play.log.filter((entry) => entry.startsWith("part")).length).toBeGreaterThanOrEqual(2);
    expect(await runOf(run)).toMatchObject({ status: "succeeded", attempt: 1, result: { steps: 25 } });
  });

  test("whose process was killed in mid-step goes on where it was, in another attempt", async () => {
    const run = await record("walk/far", { steps: 4, stepMs: 0 });
    const play = playRun(run);
    await play.next();
    await context.app.recorder.begin(run.id, new Date());
    await context.db.$transaction((transaction) => context.app.recorder.saveProgress(run.id, { step: 3 }, transaction));
    play.loseAnswer();
    await play.toEnd();
    expect(await runOf(run)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      result: { startedAtStep: 3 },
      failures: [],
    });
  });

  test("that was canceled ends before its next step, without an error for Inngest", async () => {
    const run = await record("walk/far", { steps: 1_000, stepMs: 20 });
    const play = playRun(run);
    await play.next();
    await play.next();
    await context.app.recorder.cancel(run.id, new Date());
    expect(await play.toEnd()).toMatchObject({ status: 200, body: { outcome: "gone" } });
    expect(await runOf(run)).toMatchObject({ status: "canceled" });
  });

  test("asked for twice is executed once", async () => {
    const run = await record("test/echo", { text: "once" });
    await playRun(run).toEnd();
    expect(await playRun(run).toEnd()).toMatchObject({ status: 200, body: { outcome: "gone" } });
    const again = new Play("tidy-test-echo", { name: "test/echo", id: `${run.id}:1`, data: run.payload });
    expect(await again.toEnd()).toMatchObject({ status: 200, body: { runId: run.id, outcome: "gone" } });
  });

  test("whose payload fits no more fails for good, also though no step ever ran", async () => {
    const run = await record("test/echo", { words: ["hello"] });
    const play = playRun(run);
    expect(await play.toEnd()).toMatchObject({ status: 400, mayRetry: false });
    expect(play.log).toEqual(["function: 400", "failure handler: 200"]);
    expect(await runOf(run)).toMatchObject({ status: "failed", error: { message: expect.stringContaining("words") } });
  });

  test("that Inngest gave up, because the app couldn't be called, is on record as failed", async () => {
    const run = await record("test/echo", { text: "unheard" });
    await playRun(run).giveUp({ name: "Error", message: "connect ECONNREFUSED" });
    expect(await runOf(run)).toMatchObject({ status: "failed", error: { message: "connect ECONNREFUSED" } });
  });
});

describe("an event from the dashboard", () => {
  test("gets a run of its own, once", async () => {
    const play = playForeign("test/echo", { text: "by hand" }, "dashboard-1");
    await play.toEnd();
    expect(await newestOf("test/echo")).toMatchObject({
      trigger: "event",
      engine: "inngest",
      status: "succeeded",
      payload: { text: "by hand" },
      handedOverAt: expect.any(String),
    });
    const again = await playForeign("test/echo", { text: "by hand" }, "dashboard-1").toEnd();
    expect(again).toMatchObject({ status: 200, body: { outcome: "gone" } });
  });

  test("with a bad payload fails at once, with the field named, and is not tried again", async () => {
    const before = await context.db.taskRun.count();
    const answer = await playForeign("test/echo", { text: 7 }).toEnd();
    expect(answer).toMatchObject({ status: 400, mayRetry: false, body: { message: expect.stringMatching(/^text: /) } });
    expect(await context.db.taskRun.count()).toBe(before);
  });

  test("that Inngest gave up is on record as failed", async () => {
    const play = playForeign("test/echo", { text: "by hand" });
    await play.next();
    await play.giveUp({ name: "Error", message: "connect ECONNREFUSED" });
    expect(await newestOf("test/echo")).toMatchObject({ trigger: "event", status: "failed" });
  });
});

describe("Inngest's cron", () => {
  const tick = () =>
    new Play("tidy-system-ping", {
      name: "inngest/scheduled.timer",
      id: newId(new Date()),
      data: { cron: "* * * * *" },
    });
  const hourAgo = () => new Date(Date.now() - 3_600_000);

  test("is a poke: it claims the due slot, once", async () => {
    await context.db.taskSchedule.updateMany({ data: { registeredAt: hourAgo(), lastSlot: null } });
    expect(await tick().toEnd()).toMatchObject({ status: 200, body: { outcome: "succeeded" } });
    expect(await newestOf("system/ping")).toMatchObject({
      trigger: "schedule",
      status: "succeeded",
      engine: "inngest",
    });
    await context.db.taskSchedule.updateMany({ data: { lastSlot: new Date(Date.now() + 60_000) } });
    const play = tick();
    expect(await play.toEnd()).toMatchObject({ status: 200, body: { skipped: "not-due" } });
    expect(play.log).toEqual(["record the run: StepRun", "function: 200"]);
  });

  test("hands over what was left behind", async () => {
    const { run } = await context.app.recorder.record(
      { task: "test/echo", trigger: "api", payload: { text: "left" }, engine: "inngest" },
      hourAgo(),
    );
    await tick().toEnd();
    expect(engine.accepted).toContain(run.id);
  });
});
