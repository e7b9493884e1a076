import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { RunFailed, RunTimeout } from "#lib/runner/run-errors.ts";
import { createTaskClient } from "#lib/runner/task-clients.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { createTestTasks, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

const engine = createIdleEngine();
const context = setUpApp((db) => ({ engine, definitions: createTestTasks(db) }));
let tasks: TestTasks;
beforeAll(async () => {
  tasks = createTestTasks(context.db);
  await prepareTestTasks(context.db);
});
beforeEach(async () => {
  engine.reachable = true;
  engine.accepted.length = 0;
  await context.db.taskRun.deleteMany();
});

describe("enqueuing", () => {
  test("records the run, dispatches it and returns at once", async () => {
    const { run, created } = await context.app.runs.enqueue(tasks.echo, { text: "hello" }, { trigger: "console" });
    expect(created).toBe(true);
    expect(engine.accepted).toEqual([run.id]);
    expect(run).toMatchObject({ task: "test/echo", trigger: "console", status: "queued", engine: "postgres" });
    const stored = await context.app.runs.get(run.id);
    expect(stored.dispatchedAt).not.toBeNull();
    expect({ ...stored, dispatchedAt: null }).toEqual({ ...run, dispatchedAt: null });
    expect(run.dispatchedAt).not.toBeNull();
  });

  test("refuses a payload that breaks the schema, and records nothing", async () => {
    await expect(context.app.runs.enqueue(tasks.echo, { text: 7 })).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "payload.text" }],
    });
    expect(await context.db.taskRun.count()).toBe(0);
    expect(engine.accepted).toEqual([]);
  });

  test("twenty times at once with one key creates one run, and one caller is told so", async () => {
    const client = createTaskClient(tasks.echo, context.app.runs);
    const enqueue = () => client.enqueue({ text: "hello" }, { idempotencyKey: "monday" });
    const handles = await Promise.all(Array.from({ length: 20 }, enqueue));
    expect(new Set(handles.map((handle) => handle.id)).size).toBe(1);
    expect(handles.filter((handle) => handle.created)).toHaveLength(1);
    expect(await context.db.taskRun.count()).toBe(1);
    expect(new Set(engine.accepted).size).toBe(1);
  });

  test("with the key of a finished run starts nothing", async () => {
    const first = await context.app.runs.enqueue(tasks.echo, { text: "hello" }, { idempotencyKey: "monday" });
    await context.app.runtime.store.cancel(first.run.id, new Date());
    engine.accepted.length = 0;
    const again = await context.app.runs.enqueue(tasks.echo, { text: "hello" }, { idempotencyKey: "monday" });
    expect(again).toMatchObject({ created: false, run: { id: first.run.id, status: "canceled" } });
    expect(engine.accepted).toEqual([]);
  });

  test("while the engine is out of reach leaves the run undispatched and says so; the same key dispatches it", async () => {
    engine.reachable = false;
    const client = createTaskClient(tasks.echo, context.app.runs);
    const undispatched = await client.enqueue({ text: "hello" }, { idempotencyKey: "monday" });
    expect(undispatched).toMatchObject({ created: true, dispatched: false });
    expect(await context.app.runs.get(undispatched.id)).toMatchObject({ status: "queued", dispatchedAt: null });
    engine.reachable = true;
    const again = await client.enqueue({ text: "hello" }, { idempotencyKey: "monday" });
    expect(again).toMatchObject({ id: undispatched.id, created: false, dispatched: true });
    expect(engine.accepted).toEqual([undispatched.id]);
  });
});

describe("executing in this process", () => {
  test("records the run like any other and returns the typed result", async () => {
    const client = createTaskClient(tasks.echo, context.app.runs);
    expect(await client.execute({ text: "hello", loudly: true })).toEqual({ text: "HELLO" });
    expect(engine.accepted).toEqual([]);
    const run = await context.db.taskRun.findFirstOrThrow();
    expect(run).toMatchObject({ engine: "in-process", status: "succeeded", result: { text: "HELLO" }, attempt: 1 });
  });

  test("throws the run's error, after one attempt", async () => {
    const client = createTaskClient(tasks.flaky, context.app.runs);
    const failing = client.execute({ failures: 9 });
    await expect(failing).rejects.toBeInstanceOf(RunFailed);
    await expect(failing).rejects.toMatchObject({ message: "Attempt 1 failed.", error: { retriable: true } });
    expect(await context.db.taskRun.findFirstOrThrow()).toMatchObject({ status: "failed", attempt: 1 });
  });

  test("that is interrupted requeues the run for the engine", async () => {
    const interrupted = AbortSignal.abort(new RunInterrupted());
    const payload = { steps: 3, stepMs: 0 };
    const run = await context.app.runs.execute(tasks.steps, payload, { signal: interrupted });
    expect(run).toMatchObject({ status: "queued", dispatchedAt: null });
    await context.app.scheduler.recover(new Date(Date.now() + 60_000));
    expect(engine.accepted).toEqual([run.id]);
  });
});

describe("waiting", () => {
  test("returns the run as soon as it is finished", async () => {
    const { run } = await context.app.runs.enqueue(tasks.echo, { text: "hello" });
    const waiting = context.app.runs.wait(run.id, { timeoutMs: 10_000 });
    await context.app.runtime.store.cancel(run.id, new Date());
    expect(await waiting).toMatchObject({ status: "canceled" });
  });

  test("returns the run as it is when the time is up or the signal is aborted", async () => {
    const { run } = await context.app.runs.enqueue(tasks.echo, { text: "hello" });
    expect(await context.app.runs.wait(run.id, { timeoutMs: 0 })).toMatchObject({ status: "queued" });
    const aborted = AbortSignal.abort();
    expect(await context.app.runs.wait(run.id, { timeoutMs: 60_000, signal: aborted })).toMatchObject({
      id: run.id,
    });
  });

  test("for an unknown run is not found", async () => {
    const unknown = context.app.runs.wait(newId(new Date()), { timeoutMs: 0 });
    await expect(unknown).rejects.toMatchObject({ kind: "not-found" });
  });

  test("for a result that takes too long throws, and the run continues", async () => {
    const handle = await createTaskClient(tasks.echo, context.app.runs).enqueue({ text: "hello" });
    const waiting = handle.result({ timeoutMs: 20 });
    await expect(waiting).rejects.toBeInstanceOf(RunTimeout);
    await expect(waiting).rejects.toMatchObject({ runId: handle.id });
    expect(await context.app.runs.get(handle.id)).toMatchObject({ status: "queued" });
  });

  test("for the result of a canceled run says so", async () => {
    const handle = await createTaskClient(tasks.echo, context.app.runs).enqueue({ text: "hello" });
    await context.app.runtime.store.cancel(handle.id, new Date());
    await expect(handle.result({ timeoutMs: 1000 })).rejects.toThrow(/was canceled/);
  });
});
