import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { newId } from "#lib/id.ts";
import { RunFailed } from "#lib/runner/run-errors.ts";
import { createTaskClient } from "#lib/runner/task-clients.ts";
import type { RunRequest } from "#lib/task-runs/run-store.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { executionsOf } from "#tests/support/tasks.ts";
import { type EngineHarness, type Fixture, openFixture } from "./harness.ts";

const timeoutMs = 25_000;
/** All tests here run at once on one pool of connections. */
const transactionLimits = { maxWait: 20_000, timeout: 20_000 };

/** Promises of every engine to the code that enqueues a run. */
export function describeResults(engine: EngineHarness): void {
  describe.concurrent(`runs on ${engine.name}`, () => {
    let fixture: Fixture & { close(): Promise<void> };
    beforeAll(async () => {
      fixture = await openFixture(engine);
      await fixture.executeHere();
    });
    afterAll(() => fixture.close());

    const enqueue = (task: StoredTask, payload: unknown) => fixture.app.runs.enqueue(task, payload);
    const finished = (runId: string) => fixture.app.runs.wait(runId, { timeoutMs });
    const callsOf = async (task: StoredTask, runId: string) =>
      (await executionsOf(fixture.db, task.name)).filter((call) => call.runId === runId);

    /** Records a run like a process that crashes before it dispatches it. */
    async function record(request: Partial<RunRequest> = {}): Promise<Run> {
      const defaults = {
        task: "test/echo",
        trigger: "api",
        payload: { text: "undispatched" },
        engine: engine.name,
      } as const;
      return (await fixture.app.runtime.store.record({ ...defaults, ...request }, new Date())).run;
    }

    /** Recovers as the ticker of any process does each minute. */
    const recoverLater = () => fixture.app.scheduler.recover(new Date(Date.now() + 15_000));

    test("give their typed result to whoever enqueued them, and to whoever knows their id", async () => {
      const handle = await createTaskClient(fixture.tasks.echo, fixture.app.runs).enqueue({ text: "hello" });
      expect(handle).toMatchObject({ created: true, dispatched: true });
      const { text } = await handle.result({ timeoutMs });
      expect(text).toBe("hello");
      expect(await fixture.app.runs.get(handle.id)).toMatchObject({
        status: "succeeded",
        engine: engine.name,
        attempt: 1,
        result: { text: "hello" },
      });
    });

    test("of many payloads are each executed once, with its own result", async () => {
      const client = createTaskClient(fixture.tasks.echo, fixture.app.runs);
      const texts = ["one of many", "two of many", "three of many"];
      const handles = await client.enqueueMany(texts.map((text) => ({ text })));
      expect(handles.map(({ dispatched }) => dispatched)).toEqual([true, true, true]);
      const results = await Promise.all(handles.map((handle) => handle.result({ timeoutMs })));
      expect(results.map(({ text }) => text)).toEqual(texts);
      for (const { id } of handles) expect(await callsOf(fixture.tasks.echo, id)).toHaveLength(1);
      await expect(client.enqueueMany([{ text: "fine" }, JSON.parse("{}")])).rejects.toMatchObject({ kind: "invalid" });
    });

    test("give their error to the same", async () => {
      const handle = await createTaskClient(fixture.tasks.hopeless, fixture.app.runs).enqueue({});
      const error = await handle.result({ timeoutMs }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RunFailed);
      expect(error).toMatchObject({ message: "There is no such list.", error: { retriable: false } });
      expect(await fixture.app.runs.get(handle.id)).toMatchObject({
        status: "failed",
        error: { message: "There is no such list.", stack: expect.stringContaining("tasks.ts") },
      });
    });

    test("are one for one idempotency key, enqueued twenty times at once", async () => {
      const client = createTaskClient(fixture.tasks.echo, fixture.app.runs);
      const options = { idempotencyKey: newId(new Date()) };
      const handles = await Promise.all(Array.from({ length: 20 }, () => client.enqueue({ text: "once" }, options)));
      const [handle] = handles;
      expect(new Set(handles.map(({ id }) => id)).size).toBe(1);
      expect(handles.filter(({ created }) => created)).toHaveLength(1);
      expect(await handle?.result({ timeoutMs })).toEqual({ text: "once" });
      expect(await callsOf(fixture.tasks.echo, handle?.id ?? "")).toHaveLength(1);
    });

    test("are one for one id, recorded and dispatched twenty times at once", async () => {
      const id = newId(new Date());
      const dispatch = async () => fixture.app.runtime.dispatcher.dispatch(await record({ id }));
      await Promise.all(Array.from({ length: 20 }, dispatch));
      expect(await finished(id)).toMatchObject({ status: "succeeded" });
      await dispatch();
      expect(await callsOf(fixture.tasks.echo, id)).toHaveLength(1);
    });

    test("are retried after a failure, with growing delays, and keep every failure", async () => {
      const { run } = await enqueue(fixture.tasks.flaky, { failures: 2 });
      expect(await finished(run.id)).toMatchObject({
        status: "succeeded",
        attempt: 3,
        result: { attempt: 3 },
        error: null,
        failures: [
          { attempt: 1, error: { message: "Attempt 1 failed.", retriable: true } },
          { attempt: 2, error: { message: "Attempt 2 failed." } },
        ],
      });
      const starts = (await callsOf(fixture.tasks.flaky, run.id)).map((call) => call.startedAt.getTime());
      const [first = 0, second = 0, third = 0] = starts;
      expect(second - first).toBeGreaterThanOrEqual(1_000);
      expect(third - second).toBeGreaterThanOrEqual(1_000 * engine.backoffFactor);
    });

    test("aren't retried after a permanent error", async () => {
      const { run } = await enqueue(fixture.tasks.hopeless, {});
      expect(await finished(run.id)).toMatchObject({ status: "failed", attempt: 1, failures: [{ attempt: 1 }] });
      expect(await callsOf(fixture.tasks.hopeless, run.id)).toHaveLength(1);
    });

    test("fail for good, and say why, with a result that breaks its schema", async () => {
      const { run } = await enqueue(fixture.tasks.misfit, {});
      expect(await finished(run.id)).toMatchObject({
        status: "failed",
        result: null,
        error: { message: expect.stringMatching(/test\/misfit returned a result that breaks its schema.*count/s) },
      });
      expect(await callsOf(fixture.tasks.misfit, run.id)).toHaveLength(1);
    });

    test("with a payload of an older version are executed if it is still valid, else fail for good and name the field", async () => {
      const fitting = await record({ payload: { text: "before there was a volume" } });
      const misfitting = await record({ payload: { words: ["hello"] } });
      for (const run of [fitting, misfitting]) await fixture.app.runtime.dispatcher.dispatch(run);
      expect(await finished(fitting.id)).toMatchObject({ status: "succeeded" });
      expect(await finished(misfitting.id)).toMatchObject({
        status: "failed",
        error: { message: expect.stringMatching(/payload of test\/echo is not valid.*words/s), retriable: false },
      });
    });

    test("that a crash left undispatched are dispatched by recovery, once", async () => {
      const { id } = await record();
      await recoverLater();
      expect(await finished(id)).toMatchObject({ status: "succeeded" });
      await recoverLater();
      expect(await callsOf(fixture.tasks.echo, id)).toHaveLength(1);
    });

    const { outOfReach } = engine;
    if (outOfReach !== null) {
      test("enqueued while the engine is out of reach stay queued, as the caller is told, and are executed later", async () => {
        const cutOff = createApp(testEnv(fixture.env.DATABASE_URL, outOfReach), {
          database: fixture.db,
          definitions: fixture.tasks,
        });
        const { run } = await cutOff.runs.enqueue(fixture.tasks.echo, { text: "patient" });
        expect(run).toMatchObject({ status: "queued", dispatchedAt: null });
        await cutOff.stop();
        await recoverLater();
        expect(await finished(run.id)).toMatchObject({ status: "succeeded", result: { text: "patient" } });
      });
    }

    test("recorded in a transaction that is rolled back leave nothing", async () => {
      const id = newId(new Date());
      const request = {
        id,
        task: "test/echo",
        trigger: "api",
        payload: { text: "never" },
        engine: engine.name,
      } as const;
      const rolledBack = fixture.db.$transaction(async (transaction) => {
        await fixture.app.runtime.store.record(request, new Date(), transaction);
        throw new Error("changed my mind");
      }, transactionLimits);
      await expect(rolledBack).rejects.toThrow("changed my mind");
      await recoverLater();
      expect(await fixture.app.runs.find(id)).toBeNull();
      expect(await callsOf(fixture.tasks.echo, id)).toEqual([]);
    });

    test("end when they are canceled: queued ones at once, running ones after their batch, finished ones never", async () => {
      const cancel = (id: string) => fixture.app.runtime.store.cancel(id, new Date());
      const { run: running } = await enqueue(fixture.tasks.steps, { steps: 2_000, stepMs: 10 });
      const progress = async () => (await fixture.app.runs.get(running.id)).progress;
      await vi.waitFor(async () => expect(await progress()).not.toBeNull(), { timeout: timeoutMs });
      const { run: waiting } = await enqueue(fixture.tasks.steps, { steps: 1, stepMs: 0 });
      expect(await cancel(waiting.id)).toBe(true);
      expect(await fixture.app.runs.get(waiting.id)).toMatchObject({ status: "canceled" });
      expect(await cancel(running.id)).toBe(true);
      expect(await finished(running.id)).toMatchObject({ status: "canceled", result: null, failures: [] });
      expect(await cancel(running.id)).toBe(false);
      const { run: next } = await enqueue(fixture.tasks.steps, { steps: 1, stepMs: 0 });
      expect(await finished(next.id)).toMatchObject({ status: "succeeded" });
      expect(await callsOf(fixture.tasks.steps, waiting.id)).toEqual([]);
    });
  });
}
