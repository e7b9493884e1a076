import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "#lib/app.ts";
import { newId } from "#lib/id.ts";
import { RunFailed } from "#lib/runner/run-errors.ts";
import { createTaskClient } from "#lib/runner/task-clients.ts";
import type { RunRequest } from "#lib/task-runs/recorder.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import type { StoredTask } from "#lib/tasks/registry.ts";
import { testEnv } from "#tests/support/app-env.ts";
import { executionsOf } from "#tests/support/tasks.ts";
import { until } from "#tests/support/until.ts";
import { type EngineHarness, openStage, type Stage } from "./harness.ts";

const timeoutMs = 25_000;
/** All tests here run at once, on one pool of connections. */
const patience = { maxWait: 20_000, timeout: 20_000 };

/** What every engine promises about a run, seen from where it was asked for. */
export function describeResults(engine: EngineHarness): void {
  describe.concurrent(`runs on ${engine.name}`, () => {
    let stage: Stage & { close(): Promise<void> };
    beforeAll(async () => {
      stage = await openStage(engine);
      await stage.executeHere();
    });
    afterAll(() => stage.close());

    const enqueue = (task: StoredTask, payload: unknown) => stage.app.submission.enqueue(task, payload);
    const finished = (runId: string) => stage.app.submission.wait(runId, { timeoutMs });
    const callsOf = async (task: StoredTask, runId: string) =>
      (await executionsOf(stage.db, task.name)).filter((call) => call.runId === runId);

    /** Records a run as another process would that then crashes. */
    async function record(request: Partial<RunRequest> = {}): Promise<Run> {
      const defaults = {
        task: "test/echo",
        trigger: "api",
        payload: { text: "left behind" },
        engine: engine.name,
      } as const;
      return (await stage.app.recorder.record({ ...defaults, ...request }, new Date())).run;
    }

    /** What any process does each minute, a little later than now. */
    const pokeLater = () => stage.app.poke.all(new Date(Date.now() + 15_000));

    test("give their typed result to whoever enqueued them, and to whoever knows their id", async () => {
      const handle = await createTaskClient(stage.tasks.echo, stage.app.submission).enqueue({ text: "hello" });
      expect(handle).toMatchObject({ created: true, handedOver: true });
      const { text } = await handle.result({ timeoutMs });
      expect(text).toBe("hello");
      expect(await stage.app.runs.get(handle.id)).toMatchObject({
        status: "succeeded",
        engine: engine.name,
        attempt: 1,
        result: { text: "hello" },
      });
    });

    test("give their error likewise", async () => {
      const handle = await createTaskClient(stage.tasks.hopeless, stage.app.submission).enqueue({});
      const error = await handle.result({ timeoutMs }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RunFailed);
      expect(error).toMatchObject({ message: "There is no such list.", error: { retriable: false } });
      expect(await stage.app.runs.get(handle.id)).toMatchObject({
        status: "failed",
        error: { message: "There is no such list.", stack: expect.stringContaining("tasks.ts") },
      });
    });

    test("are one for one idempotency key, enqueued twenty times at once", async () => {
      const client = createTaskClient(stage.tasks.echo, stage.app.submission);
      const options = { idempotencyKey: newId(new Date()) };
      const handles = await Promise.all(Array.from({ length: 20 }, () => client.enqueue({ text: "once" }, options)));
      const [handle] = handles;
      expect(new Set(handles.map(({ id }) => id)).size).toBe(1);
      expect(handles.filter(({ created }) => created)).toHaveLength(1);
      expect(await handle?.result({ timeoutMs })).toEqual({ text: "once" });
      expect(await callsOf(stage.tasks.echo, handle?.id ?? "")).toHaveLength(1);
    });

    test("are one for one id, recorded and handed over twenty times at once", async () => {
      const id = newId(new Date());
      const submit = async () => stage.app.submission.handOver(await record({ id }));
      await Promise.all(Array.from({ length: 20 }, submit));
      expect(await finished(id)).toMatchObject({ status: "succeeded" });
      await submit();
      expect(await callsOf(stage.tasks.echo, id)).toHaveLength(1);
    });

    test("are tried again after a failure, later each time, and keep every failure", async () => {
      const { run } = await enqueue(stage.tasks.flaky, { failures: 2 });
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
      const starts = (await callsOf(stage.tasks.flaky, run.id)).map((call) => call.startedAt.getTime());
      const [first = 0, second = 0, third = 0] = starts;
      expect(second - first).toBeGreaterThanOrEqual(1_000);
      expect(third - second).toBeGreaterThanOrEqual(1_000 * engine.backoffFactor);
    });

    test("aren't tried again after a permanent error", async () => {
      const { run } = await enqueue(stage.tasks.hopeless, {});
      expect(await finished(run.id)).toMatchObject({ status: "failed", attempt: 1, failures: [{ attempt: 1 }] });
      expect(await callsOf(stage.tasks.hopeless, run.id)).toHaveLength(1);
    });

    test("fail for good, and say why, with a result that breaks its schema", async () => {
      const { run } = await enqueue(stage.tasks.misfit, {});
      expect(await finished(run.id)).toMatchObject({
        status: "failed",
        result: null,
        error: { message: expect.stringMatching(/test\/misfit returned a result that breaks its schema.*count/s) },
      });
      expect(await callsOf(stage.tasks.misfit, run.id)).toHaveLength(1);
    });

    test("with a payload of an older version are executed if it fits, else fail for good and name the field", async () => {
      const fitting = await record({ payload: { text: "before there was a volume" } });
      const misfitting = await record({ payload: { words: ["hello"] } });
      for (const run of [fitting, misfitting]) await stage.app.submission.handOver(run);
      expect(await finished(fitting.id)).toMatchObject({ status: "succeeded" });
      expect(await finished(misfitting.id)).toMatchObject({
        status: "failed",
        error: { message: expect.stringMatching(/payload of test\/echo is not valid.*words/s), retriable: false },
      });
    });

    test("that nobody handed over, because of a crash, are handed over by the next poke", async () => {
      const { id } = await record();
      await pokeLater();
      expect(await finished(id)).toMatchObject({ status: "succeeded" });
      await pokeLater();
      expect(await callsOf(stage.tasks.echo, id)).toHaveLength(1);
    });

    test("enqueued while the engine is out of reach wait, as the caller is told, and are executed later", async () => {
      const cutOff = createApp(testEnv(stage.env.DATABASE_URL, engine.outOfReach), {
        database: stage.db,
        definitions: stage.tasks,
      });
      const { run } = await cutOff.submission.enqueue(stage.tasks.echo, { text: "patient" });
      expect(run).toMatchObject({ status: "queued", handedOverAt: null });
      await cutOff.stop();
      await pokeLater();
      expect(await finished(run.id)).toMatchObject({ status: "succeeded", result: { text: "patient" } });
    });

    test("recorded in a transaction that is rolled back leave nothing", async () => {
      const id = newId(new Date());
      const request = {
        id,
        task: "test/echo",
        trigger: "api",
        payload: { text: "never" },
        engine: engine.name,
      } as const;
      const rolledBack = stage.db.$transaction(async (transaction) => {
        await stage.app.recorder.record(request, new Date(), transaction);
        throw new Error("changed my mind");
      }, patience);
      await expect(rolledBack).rejects.toThrow("changed my mind");
      await pokeLater();
      expect(await stage.app.runs.find(id)).toBeNull();
      expect(await callsOf(stage.tasks.echo, id)).toEqual([]);
    });

    test("end when they are canceled: in the queue at once, under way after their batch, and never once they are over", async () => {
      const cancel = (id: string) => stage.app.recorder.cancel(id, new Date());
      const { run: walking } = await enqueue(stage.tasks.walk, { steps: 2_000, stepMs: 10 });
      await until("the run walks", async () => (await stage.app.runs.get(walking.id)).progress !== null, timeoutMs);
      const { run: waiting } = await enqueue(stage.tasks.walk, { steps: 1, stepMs: 0 });
      expect(await cancel(waiting.id)).toBe(true);
      expect(await stage.app.runs.get(waiting.id)).toMatchObject({ status: "canceled" });
      expect(await cancel(walking.id)).toBe(true);
      expect(await finished(walking.id)).toMatchObject({ status: "canceled", result: null, failures: [] });
      expect(await cancel(walking.id)).toBe(false);
      const { run: next } = await enqueue(stage.tasks.walk, { steps: 1, stepMs: 0 });
      expect(await finished(next.id)).toMatchObject({ status: "succeeded" });
      expect(await callsOf(stage.tasks.walk, waiting.id)).toEqual([]);
    });
  });
}
