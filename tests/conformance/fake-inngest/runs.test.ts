import { describe, expect, test } from "vitest";
import { z } from "zod";
import { executionsOf } from "#tests/support/tasks.ts";
import { FakeInngestRun } from "./fake-inngest.ts";
import { functionIdOf, inngestRunOf, setUpInngest } from "./fixture.ts";

const fixture = setUpInngest();
const stepProgress = z.object({ step: z.int() });

describe("a recorded run", () => {
  test("is executed in steps and read by its id", async () => {
    const run = await fixture.record("test/echo", { text: "hello" });
    const inngestRun = inngestRunOf(run);
    expect(await inngestRun.toEnd()).toMatchObject({ status: 200, body: { text: "hello" } });
    expect(inngestRun.log).toEqual(["record the run: StepRun", "slice 1: StepRun", "function: 200"]);
    expect(await fixture.runOf(run)).toMatchObject({ status: "succeeded", attempt: 1, result: { text: "hello" } });
  });

  test("counts as dispatched as soon as Inngest asks for it", async () => {
    const run = await fixture.record("test/echo", { text: "hello" });
    await inngestRunOf(run).next();
    expect(await fixture.runOf(run)).toMatchObject({ status: "queued", dispatchedAt: expect.any(String) });
  });

  test("that fails is retried by Inngest, and every failure stays recorded", async () => {
    const run = await fixture.record("test/flaky", { failures: 1 });
    const inngestRun = inngestRunOf(run);
    await inngestRun.next();
    expect(await inngestRun.next()).toMatchObject({ status: 206, mayRetry: true });
    expect(await fixture.runOf(run)).toMatchObject({ status: "queued", failures: [{ attempt: 1 }] });
    await inngestRun.toEnd();
    expect(inngestRun.log).toEqual([
      "record the run: StepRun",
      "slice 1: StepError",
      "slice 1: StepRun",
      "function: 200",
    ]);
    expect(await fixture.runOf(run)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      failures: [{ attempt: 1 }],
      error: null,
    });
  });

  test("fails with its last attempt, and the function run with it", async () => {
    const run = await fixture.record("test/flaky", { failures: 9 });
    const inngestRun = inngestRunOf(run);
    expect(await inngestRun.toEnd()).toMatchObject({ status: 400, mayRetry: false });
    expect(inngestRun.log.slice(1)).toEqual([
      "slice 1: StepError",
      "slice 1: StepError",
      "slice 1: StepFailed",
      "function: 400",
      "failed: 200",
    ]);
    expect(await fixture.runOf(run)).toMatchObject({
      status: "failed",
      attempt: 3,
      error: { message: "Attempt 3 failed." },
      failures: [{ attempt: 1 }, { attempt: 2 }, { attempt: 3 }],
    });
  });

  test.each([
    ["test/hopeless", /^There is no such list\.$/],
    ["test/misfit", /test\/misfit returned a result that breaks its schema.*count/s],
  ])("that cannot succeed is not retried: %s", async (task, message) => {
    const run = await fixture.record(task, {});
    const inngestRun = inngestRunOf(run, 4);
    await inngestRun.next();
    expect(await inngestRun.next()).toMatchObject({ status: 206, mayRetry: false });
    await inngestRun.toEnd();
    expect(await fixture.runOf(run)).toMatchObject({
      status: "failed",
      attempt: 1,
      error: { message: expect.stringMatching(message), retriable: false },
    });
    expect((await executionsOf(fixture.db, task)).filter((call) => call.runId === run.id)).toHaveLength(1);
  });

  test("is tried again no sooner than after its task's delay, doubled each time, and shows its errors by name", async () => {
    const run = await fixture.record("test/flaky", { failures: 9 });
    const inngestRun = inngestRunOf(run, 3);
    await inngestRun.next();
    const [first, second, last] = [await inngestRun.next(), await inngestRun.next(), await inngestRun.next()];
    expect([first, second, last].map(({ headers }) => headers.get("retry-after"))).toEqual(["2", "3", null]);
    expect(first.body).toMatchObject([{ op: "StepError", error: { name: "Error", message: "Attempt 1 failed." } }]);
    expect(last.body).toMatchObject([{ op: "StepFailed", error: { name: "Error", message: "Attempt 3 failed." } }]);
    expect(await inngestRun.next()).toMatchObject({ status: 400, body: { message: "Attempt 3 failed." } });
  });

  test("that fails for good shows its error, with its name, as the function run's", async () => {
    const inngestRun = inngestRunOf(await fixture.record("test/hopeless", {}));
    expect(await inngestRun.toEnd()).toMatchObject({
      status: 400,
      mayRetry: false,
      body: { name: "PermanentError", message: "There is no such list.", stack: expect.stringContaining("tasks.ts") },
    });
  });

  test("whose second slice is lost continues in a new attempt: the lost one can write no more", async () => {
    const run = await fixture.record("test/steps", { steps: 25, stepMs: 100 });
    const inngestRun = inngestRunOf(run);
    await inngestRun.next();
    await inngestRun.next();
    expect(await fixture.runOf(run)).toMatchObject({ status: "running", attempt: 1 });
    await inngestRun.nextLost();
    await inngestRun.next();
    expect(await fixture.runOf(run)).toMatchObject({ attempt: 2 });
    await inngestRun.toEnd();
    expect(await fixture.runOf(run)).toMatchObject({ status: "succeeded", attempt: 2, result: { steps: 25 } });
  });

  test("that takes long has many steps, none longer than TASK_STEP_SECONDS, in one attempt", async () => {
    const run = await fixture.record("test/steps", { steps: 25, stepMs: 100 });
    const inngestRun = inngestRunOf(run);
    for (let call = 0; call < 2; call++) await inngestRun.next();
    // A second is long enough for ten, on a busy machine for fewer.
    const { step } = stepProgress.parse((await fixture.runOf(run)).progress);
    expect(step).toBeGreaterThan(0);
    expect(step).toBeLessThanOrEqual(11);
    await inngestRun.toEnd();
    expect(inngestRun.log.filter((entry) => entry.startsWith("slice")).length).toBeGreaterThanOrEqual(2);
    expect(await fixture.runOf(run)).toMatchObject({ status: "succeeded", attempt: 1, result: { steps: 25 } });
  });

  test("whose process was killed during a step continues where it was, in another attempt", async () => {
    const run = await fixture.record("test/steps", { steps: 4, stepMs: 0 });
    const inngestRun = inngestRunOf(run);
    await inngestRun.next();
    await fixture.app.runtime.store.startAttempt(run.id, new Date());
    await fixture.db.$transaction((transaction) =>
      fixture.app.runtime.store.saveProgress({ id: run.id, attempt: 1 }, { step: 3 }, transaction, new Date()),
    );
    inngestRun.loseAnswer();
    await inngestRun.toEnd();
    expect(await fixture.runOf(run)).toMatchObject({
      status: "succeeded",
      attempt: 2,
      result: { startedAtStep: 3 },
      failures: [],
    });
  });

  test("that was canceled ends before its next step, without an error for Inngest", async () => {
    const run = await fixture.record("test/steps", { steps: 1_000, stepMs: 20 });
    const inngestRun = inngestRunOf(run);
    await inngestRun.next();
    await inngestRun.next();
    await fixture.app.runtime.store.cancel(run.id, new Date());
    expect(await inngestRun.toEnd()).toMatchObject({ status: 200, body: null });
    expect(await fixture.runOf(run)).toMatchObject({ status: "canceled" });
  });

  test.each([
    ["waits", 0],
    ["is between two steps", 2],
  ])("that was canceled at Inngest while it %s is canceled here too", async (_, calls) => {
    const run = await fixture.record("test/steps", { steps: 1_000, stepMs: 20 });
    const inngestRun = inngestRunOf(run);
    for (let call = 0; call < calls; call++) await inngestRun.next();
    await inngestRun.cancel();
    expect(inngestRun.log.at(-1)).toBe("cancelled: 200");
    expect(await fixture.runOf(run)).toMatchObject({ status: "canceled", finishedAt: expect.any(String) });
  });

  test("that Inngest executes a second time belongs to the second function run: the end of the first changes nothing", async () => {
    // More than two slices of a second can take, however fast the machine is.
    const run = await fixture.record("test/steps", { steps: 150, stepMs: 20 });
    const first = inngestRunOf(run);
    await first.next();
    await first.next();
    const second = new FakeInngestRun(functionIdOf(run.task), { name: run.task, id: `${run.id}:1`, data: run.payload });
    await second.next();
    await first.giveUp({ name: "Error", message: "lost" });
    await first.cancel();
    expect(await fixture.runOf(run)).toMatchObject({ status: "running", failures: [] });
    await second.next();
    expect(await first.toEnd()).toMatchObject({ status: 200, body: null });
    await second.toEnd();
    expect(await fixture.runOf(run)).toMatchObject({ status: "succeeded", attempt: 2, result: { steps: 150 } });
  });

  test("triggered twice is executed once", async () => {
    const run = await fixture.record("test/echo", { text: "once" });
    await inngestRunOf(run).toEnd();
    expect(await inngestRunOf(run).toEnd()).toMatchObject({ status: 200, body: { text: "once" } });
    const again = new FakeInngestRun("tidy-test-echo", { name: "test/echo", id: `${run.id}:1`, data: run.payload });
    expect(await again.toEnd()).toMatchObject({ status: 200, body: { text: "once" } });
  });

  test("whose payload is no longer valid fails for good, even though no step ever ran", async () => {
    const run = await fixture.record("test/echo", { words: ["hello"] });
    const inngestRun = inngestRunOf(run);
    expect(await inngestRun.toEnd()).toMatchObject({ status: 400, mayRetry: false });
    expect(inngestRun.log).toEqual(["function: 400", "failed: 200"]);
    expect(await fixture.runOf(run)).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("words") },
    });
  });

  test("that Inngest gave up, because the app couldn't be called, is recorded as failed", async () => {
    const run = await fixture.record("test/echo", { text: "unheard" });
    await inngestRunOf(run).giveUp({ name: "Error", message: "connect ECONNREFUSED" });
    expect(await fixture.runOf(run)).toMatchObject({ status: "failed", error: { message: "connect ECONNREFUSED" } });
  });
});
