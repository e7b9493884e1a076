import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { SliceOptions } from "#lib/engines/engine.ts";
import { newId } from "#lib/id.ts";
import { createRunExecutor } from "#lib/runner/executor.ts";
import type { RunRequest } from "#lib/task-runs/run-store.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, executionsOf, prepareTestTasks } from "#tests/support/tasks.ts";

const context = setUpApp((db) => ({ engine: createIdleEngine(), definitions: createTestTasks(db) }));
beforeAll(() => prepareTestTasks(context.db));

async function record(task: string, request: Partial<RunRequest> = {}): Promise<string> {
  const { run } = await context.app.runtime.store.record(
    { task, trigger: "api", payload: {}, engine: "postgres", ...request },
    new Date(),
  );
  return run.id;
}

const running = new AbortController().signal;
const execute = async (runId: string, options: Partial<SliceOptions> = {}) => {
  const { outcome } = await context.app.runtime.executor.executeSlice(runId, {
    attempt: null,
    isLastAttempt: false,
    budgetMs: Number.POSITIVE_INFINITY,
    shutdown: running,
    onShutdown: "requeue",
    ...options,
  });
  return outcome;
};
const runOf = (runId: string) => context.app.runs.get(runId);

describe("a handler that returns", () => {
  test("finishes its run with its result", async () => {
    const id = await record("test/echo", { payload: { text: "hello", loudly: true } });
    expect(await execute(id)).toBe("succeeded");
    expect(await runOf(id)).toMatchObject({ status: "succeeded", result: { text: "HELLO" }, attempt: 1, failures: [] });
  });

  test("a result that breaks its schema fails the run for good, naming task and field", async () => {
    const id = await record("test/misfit");
    expect(await execute(id)).toBe("failed");
    expect(await runOf(id)).toMatchObject({
      status: "failed",
      result: null,
      error: { message: expect.stringMatching(/test\/misfit returned a result that breaks its schema.*count/s) },
      failures: [{ attempt: 1 }],
    });
  });
});

test("an attempt writes its heartbeat for as long as it executes", async () => {
  const id = await record("test/steps", { payload: { steps: 20, stepMs: 10 } });
  const executor = createRunExecutor({ ...context.app.runtime, heartbeatMs: 10 });
  const heartbeatAt = async () =>
    (await context.db.taskRun.findUniqueOrThrow({ where: { id } })).heartbeatAt?.getTime() ?? 0;
  const bounds = { isLastAttempt: true, budgetMs: 60_000, shutdown: running };
  const ended = executor.executeSlice(id, { ...bounds, attempt: null, onShutdown: "requeue" });
  await expect.poll(heartbeatAt, { timeout: 10_000 }).toBeGreaterThan(0);
  const first = await heartbeatAt();
  await ended;
  expect(await heartbeatAt()).toBeGreaterThan(first + 50);
});

describe("an attempt that is over because another one has started", () => {
  test("ends without changing the run, and without an error for the engine", async () => {
    const id = await record("test/steps", { payload: { steps: 200, stepMs: 10 } });
    const outcome = execute(id);
    await expect.poll(async () => (await runOf(id)).progress, { timeout: 10_000 }).not.toBeNull();
    await context.app.runtime.store.startAttempt(id, new Date());
    const { progress } = await runOf(id);
    expect(await outcome).toBe("gone");
    expect(await runOf(id)).toMatchObject({ status: "running", attempt: 2, progress, failures: [] });
    expect(await execute(id, { attempt: 1 })).toBe("gone");
  });
});

describe("a handler that throws", () => {
  test("leaves the run queued, and throws the error to the engine, while attempts are left", async () => {
    const id = await record("test/flaky", { payload: { failures: 1 } });
    await expect(execute(id)).rejects.toThrow("Attempt 1 failed.");
    expect(await runOf(id)).toMatchObject({
      status: "queued",
      error: { message: "Attempt 1 failed.", retriable: true, stack: expect.stringContaining("tasks.ts") },
    });
    expect(await execute(id)).toBe("succeeded");
    expect(await runOf(id)).toMatchObject({ result: { attempt: 2 }, error: null, failures: [{ attempt: 1 }] });
  });

  test("fails the run on its last attempt", async () => {
    const id = await record("test/flaky", { payload: { failures: 9 } });
    expect(await execute(id, { isLastAttempt: true })).toBe("failed");
    expect(await runOf(id)).toMatchObject({ status: "failed", error: { retriable: true } });
  });

  test("something that PostgreSQL can't store is recorded without it", async () => {
    const id = await record("test/garbage");
    expect(await execute(id)).toBe("failed");
    expect(await runOf(id)).toMatchObject({ error: { message: "nul \ufffd and half a pair \ufffd" } });
  });

  test("a permanent error fails the run at once", async () => {
    const id = await record("test/hopeless");
    expect(await execute(id)).toBe("failed");
    expect(await runOf(id)).toMatchObject({
      status: "failed",
      error: { message: "There is no such list.", retriable: false },
    });
  });
});

describe("a stored payload", () => {
  test("of an older version that is still valid is executed", async () => {
    const id = await record("test/echo", { payload: { text: "from an older version" } });
    expect(await execute(id)).toBe("succeeded");
  });

  test("of an older version that is no longer valid fails for good, naming task and field, without a call", async () => {
    const id = await record("test/echo", { payload: { words: ["hello"] } });
    expect(await execute(id)).toBe("failed");
    expect(await runOf(id)).toMatchObject({
      error: {
        message: expect.stringMatching(
          /payload of test\/echo is not valid: text: is required; words: is not a known field/,
        ),
        retriable: false,
      },
    });
    const calls = await executionsOf(context.db, "test/echo");
    expect(calls.map((call) => call.runId)).not.toContain(id);
  });
});

describe("a run in slices", () => {
  const payload = { steps: 4, stepMs: 0 };

  test("continues where the slice before stopped, in the same attempt", async () => {
    const id = await record("test/steps", { payload });
    expect(await execute(id, { budgetMs: 0 })).toBe("unfinished");
    expect(await runOf(id)).toMatchObject({ status: "running", progress: { step: 1 }, attempt: 1 });
    expect(await execute(id, { attempt: 1, budgetMs: 0 })).toBe("unfinished");
    expect(await execute(id, { attempt: 1 })).toBe("succeeded");
    expect(await runOf(id)).toMatchObject({ result: { steps: 4, startedAtStep: 2 }, attempt: 1 });
  });

  test("starts over if an older version saved another kind of progress", async () => {
    const id = await record("test/steps", { payload });
    await context.db.taskRun.update({ where: { id }, data: { progress: { page: 3 } } });
    expect(await execute(id)).toBe("succeeded");
    expect(await runOf(id)).toMatchObject({ result: { startedAtStep: 0 } });
  });
});

describe("a canceled run", () => {
  test("stops after the batch in which it was asked to", async () => {
    const id = await record("test/steps", { payload: { steps: 1000, stepMs: 5 } });
    const ended = execute(id);
    await expect
      .poll(async () => (await runOf(id)).progress, { timeout: 10_000 })
      .toMatchObject({ step: expect.any(Number) });
    expect(await context.app.runtime.store.cancel(id, new Date())).toBe(true);
    expect(await ended).toBe("canceled");
    const { progress, ...run } = await runOf(id);
    expect(run).toMatchObject({ status: "canceled", result: null, error: null, failures: [] });
    expect(progress).not.toEqual({ step: 1000 });
  });

  test("stops at once if its handler listens to the signal itself", async () => {
    const id = await record("test/listener");
    const ended = execute(id);
    await expect.poll(async () => (await runOf(id)).status, { timeout: 10_000 }).toBe("running");
    await context.app.runtime.store.cancel(id, new Date());
    expect(await ended).toBe("canceled");
    expect(await runOf(id)).toMatchObject({ status: "canceled", failures: [] });
  });

  test("is not started, and neither is a finished or unknown one", async () => {
    const canceled = await record("test/echo", { payload: { text: "never" } });
    await context.app.runtime.store.cancel(canceled, new Date());
    expect(await execute(canceled)).toBe("gone");
    const done = await record("test/echo", { payload: { text: "once" } });
    await execute(done);
    expect(await execute(done)).toBe("gone");
    expect(await execute(newId(new Date()))).toBe("gone");
  });
});

describe("a shutdown", () => {
  test("requeues the run after the batch it is in: no attempt is lost, nothing is done twice", async () => {
    const shutdown = new AbortController();
    const id = await record("test/steps", { payload: { steps: 30, stepMs: 5 } });
    const ended = execute(id, { shutdown: shutdown.signal });
    await expect
      .poll(async () => (await runOf(id)).progress, { timeout: 10_000 })
      .toMatchObject({ step: expect.any(Number) });
    shutdown.abort(new RunInterrupted());
    expect(await ended).toBe("interrupted");
    const { progress, ...run } = await runOf(id);
    expect(run).toMatchObject({ status: "queued", dispatchedAt: null, failures: [], error: null });
    const { step } = z.object({ step: z.int() }).parse(progress);
    expect(await execute(id)).toBe("succeeded");
    expect(await runOf(id)).toMatchObject({ result: { steps: 30, startedAtStep: step } });
  });

  test("records no failure of a handler that it made throw", async () => {
    const shutdown = new AbortController();
    const id = await record("test/listener");
    const ended = execute(id, { shutdown: shutdown.signal, isLastAttempt: true });
    await expect.poll(async () => (await runOf(id)).status, { timeout: 10_000 }).toBe("running");
    shutdown.abort(new RunInterrupted());
    expect(await ended).toBe("interrupted");
    expect(await runOf(id)).toMatchObject({ status: "queued", failures: [] });
  });
});
