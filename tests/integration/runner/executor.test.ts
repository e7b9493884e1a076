import { describe, expect, test, vi } from "vitest";
import { createRunExecutor } from "#lib/runner/executor.ts";
import { executionsOf } from "#tests/support/tasks.ts";
import { setUpSlices } from "./slices.ts";

const slices = setUpSlices();

describe("a handler that returns", () => {
  test("finishes its run with its result", async () => {
    const id = await slices.record("test/echo", { payload: { text: "hello", loudly: true } });
    expect(await slices.execute(id)).toBe("succeeded");
    expect(await slices.runOf(id)).toMatchObject({
      status: "succeeded",
      result: { text: "HELLO" },
      attempt: 1,
      failures: [],
    });
  });

  test("a result that breaks its schema fails the run for good, naming task and field", async () => {
    const id = await slices.record("test/misfit");
    expect(await slices.execute(id)).toBe("failed");
    expect(await slices.runOf(id)).toMatchObject({
      status: "failed",
      result: null,
      error: { message: expect.stringMatching(/test\/misfit returned a result that breaks its schema.*count/s) },
      failures: [{ attempt: 1 }],
    });
  });
});

describe("the heartbeat of an attempt", () => {
  const heartbeatOf = async (id: string) => (await slices.db.taskRun.findUniqueOrThrow({ where: { id } })).heartbeatAt;
  const bounds = { isLastAttempt: false, budgetMs: 60_000, shutdown: new AbortController().signal };
  const begin = { ...bounds, attempt: null, onShutdown: "requeue" } as const;

  test("is written with each batch, and by a handler that reports progress", async () => {
    let now = new Date("2026-11-24T10:00:00Z");
    const executor = createRunExecutor({ ...slices.app, ...slices.app.runtime, clock: () => now });
    const id = await slices.record("test/steps", { payload: { steps: 4, stepMs: 0 } });
    const { attempt } = await executor.executeSlice(id, { ...begin, budgetMs: 0 });
    now = new Date("2026-11-24T10:01:00Z");
    await executor.executeSlice(id, { ...begin, attempt });
    expect(await heartbeatOf(id)).toEqual(now);

    const reporting = await slices.record("test/reporting");
    now = new Date("2026-11-24T10:02:00Z");
    const ended = executor.executeSlice(reporting, begin);
    await expect.poll(() => heartbeatOf(reporting), { timeout: 10_000 }).toEqual(now);
    now = new Date("2026-11-24T10:03:00Z");
    await expect.poll(() => heartbeatOf(reporting), { timeout: 10_000 }).toEqual(now);
    await slices.db.taskRun.update({ where: { id: reporting }, data: { progress: "enough" } });
    expect(await ended).toMatchObject({ outcome: "succeeded" });
  });

  test("stops with a handler that hangs: the attempt fails, the next one starts, and a late batch is refused", async () => {
    const executor = createRunExecutor({ ...slices.app, ...slices.app.runtime, stallMs: 50 });
    const id = await slices.record("test/stuck");
    await expect(executor.executeSlice(id, begin)).rejects.toThrow(/no progress/);
    expect(await slices.runOf(id)).toMatchObject({
      status: "queued",
      progress: null,
      failures: [{ attempt: 1, error: { name: "AttemptStalled", retriable: true } }],
    });
    await expect
      .poll(async () => (await executionsOf(slices.db, "test/stuck"))[0]?.endedAt, { timeout: 10_000 })
      .not.toBeNull();
    expect(await slices.runOf(id)).toMatchObject({ status: "queued", progress: null });
    expect(await slices.execute(id)).toBe("succeeded");
    expect(await slices.runOf(id)).toMatchObject({ result: { attempt: 2 } });
  });
});

describe("an attempt that is over because another one has started", () => {
  test("ends without changing the run, and without an error for the engine", async () => {
    const id = await slices.record("test/steps", { payload: { steps: 200, stepMs: 10 } });
    const outcome = slices.execute(id);
    await expect.poll(async () => (await slices.runOf(id)).progress, { timeout: 10_000 }).not.toBeNull();
    await slices.app.runtime.store.startAttempt(id, new Date());
    const { progress } = await slices.runOf(id);
    expect(await outcome).toBe("gone");
    expect(await slices.runOf(id)).toMatchObject({ status: "running", attempt: 2, progress, failures: [] });
    expect(await slices.execute(id, { attempt: 1 })).toBe("gone");
  });
});

describe("a handler that throws", () => {
  test("leaves the run queued, and throws the error to the engine, while attempts are left", async () => {
    const id = await slices.record("test/flaky", { payload: { failures: 1 } });
    await expect(slices.execute(id)).rejects.toThrow("Attempt 1 failed.");
    expect(await slices.runOf(id)).toMatchObject({
      status: "queued",
      error: { message: "Attempt 1 failed.", retriable: true, stack: expect.stringContaining("tasks.ts") },
    });
    expect(await slices.execute(id)).toBe("succeeded");
    expect(await slices.runOf(id)).toMatchObject({ result: { attempt: 2 }, error: null, failures: [{ attempt: 1 }] });
  });

  test("fails the run on its last attempt", async () => {
    const id = await slices.record("test/flaky", { payload: { failures: 9 } });
    expect(await slices.execute(id, { isLastAttempt: true })).toBe("failed");
    expect(await slices.runOf(id)).toMatchObject({ status: "failed", error: { retriable: true } });
  });

  test("something that PostgreSQL can't store is recorded without it", async () => {
    const id = await slices.record("test/garbage");
    expect(await slices.execute(id)).toBe("failed");
    expect(await slices.runOf(id)).toMatchObject({ error: { message: "nul \ufffd and half a pair \ufffd" } });
  });

  test("a permanent error fails the run at once", async () => {
    const id = await slices.record("test/hopeless");
    expect(await slices.execute(id)).toBe("failed");
    expect(await slices.runOf(id)).toMatchObject({
      status: "failed",
      error: { message: "There is no such list.", retriable: false },
    });
  });
});

describe("a stored payload", () => {
  test("of an older version that is still valid is executed", async () => {
    const id = await slices.record("test/echo", { payload: { text: "from an older version" } });
    expect(await slices.execute(id)).toBe("succeeded");
  });

  test("of an older version that is no longer valid fails for good, naming task and field, without a call", async () => {
    const id = await slices.record("test/echo", { payload: { words: ["hello"] } });
    expect(await slices.execute(id)).toBe("failed");
    expect(await slices.runOf(id)).toMatchObject({
      error: {
        message: expect.stringMatching(
          /payload of test\/echo is not valid: text: is required; words: is not a known field/,
        ),
        retriable: false,
      },
    });
    const calls = await executionsOf(slices.db, "test/echo");
    expect(calls.map((call) => call.runId)).not.toContain(id);
  });
});

describe("a run in slices", () => {
  const payload = { steps: 4, stepMs: 0 };

  test("continues where the slice before stopped, in the same attempt", async () => {
    const id = await slices.record("test/steps", { payload });
    expect(await slices.execute(id, { budgetMs: 0 })).toBe("unfinished");
    expect(await slices.runOf(id)).toMatchObject({ status: "running", progress: { step: 1 }, attempt: 1 });
    expect(await slices.execute(id, { attempt: 1, budgetMs: 0 })).toBe("unfinished");
    expect(await slices.execute(id, { attempt: 1 })).toBe("succeeded");
    expect(await slices.runOf(id)).toMatchObject({ result: { steps: 4, startedAtStep: 2 }, attempt: 1 });
  });

  test("starts over if an older version saved another kind of progress", async () => {
    const id = await slices.record("test/steps", { payload });
    await slices.db.taskRun.update({ where: { id }, data: { progress: { page: 3 } } });
    expect(await slices.execute(id)).toBe("succeeded");
    expect(await slices.runOf(id)).toMatchObject({ result: { startedAtStep: 0 } });
  });
});

describe("the log", () => {
  test("tells of each attempt's begin and end, without what it works on", async () => {
    const { logger } = slices.app;
    const [info, warn, error] = [vi.spyOn(logger, "info"), vi.spyOn(logger, "warn"), vi.spyOn(logger, "error")];
    const runId = await slices.record("test/flaky", { payload: { failures: 2 } });
    await expect(slices.execute(runId)).rejects.toThrow("Attempt 1 failed.");
    expect(await slices.execute(runId, { isLastAttempt: true })).toBe("failed");
    const about = { part: "run", runId, task: "test/flaky" };
    const ms = expect.any(Number);
    expect(info.mock.calls).toEqual([
      [{ ...about, attempt: 1 }, "attempt began"],
      [{ ...about, attempt: 2 }, "attempt began"],
    ]);
    expect(warn.mock.calls).toEqual([
      [{ ...about, attempt: 1, outcome: "retrying", ms, error: "Error" }, "attempt ended"],
    ]);
    expect(error.mock.calls).toEqual([
      [{ ...about, attempt: 2, outcome: "failed", ms, error: "Error" }, "attempt ended"],
    ]);
    vi.restoreAllMocks();
  });

  test("has the lines of a handler, and so has its run, until it is full", async () => {
    const warn = vi.spyOn(slices.app.logger, "warn");
    const runId = await slices.record("test/echo", { payload: { text: "private", loudly: true } });
    await slices.execute(runId);
    expect(warn).toHaveBeenCalledTimes(95);
    expect(warn).toHaveBeenLastCalledWith({ part: "run", runId, task: "test/echo", attempt: 1 }, "Line 95 \0");
    const { log } = await slices.app.runs.details(runId);
    expect(log.map((line) => (line.kind === "message" ? line.text : line.kind))).toEqual([
      "started",
      ...Array.from({ length: 89 }, (_, index) => `Line ${index + 1} \ufffd`),
    ]);
    expect(log[1]).toMatchObject({ kind: "message", level: "warn", attempt: 1 });
    vi.restoreAllMocks();
  });
});
