import { describe, expect, test } from "vitest";
import { z } from "zod";
import { newId } from "#lib/id.ts";
import { RunInterrupted } from "#lib/tasks/errors.ts";
import { setUpSlices } from "./slices.ts";

const slices = setUpSlices();

describe("a canceled run", () => {
  test("stops after the batch in which it was asked to", async () => {
    const id = await slices.record("test/steps", { payload: { steps: 1000, stepMs: 5 } });
    const ended = slices.execute(id);
    await expect
      .poll(async () => (await slices.runOf(id)).progress, { timeout: 10_000 })
      .toMatchObject({ step: expect.any(Number) });
    expect(await slices.app.runtime.store.cancel(id, new Date())).toBe(true);
    expect(await ended).toBe("canceled");
    const { progress, ...run } = await slices.runOf(id);
    expect(run).toMatchObject({ status: "canceled", result: null, error: null, failures: [] });
    expect(progress).not.toEqual({ step: 1000 });
  });

  test("stops at once if its handler listens to the signal itself", async () => {
    const id = await slices.record("test/listener");
    const ended = slices.execute(id);
    await expect.poll(async () => (await slices.runOf(id)).status, { timeout: 10_000 }).toBe("running");
    await slices.app.runtime.store.cancel(id, new Date());
    expect(await ended).toBe("canceled");
    expect(await slices.runOf(id)).toMatchObject({ status: "canceled", failures: [] });
  });

  test("is not started, and neither is a finished or unknown one", async () => {
    const canceled = await slices.record("test/echo", { payload: { text: "never" } });
    await slices.app.runtime.store.cancel(canceled, new Date());
    expect(await slices.execute(canceled)).toBe("gone");
    const done = await slices.record("test/echo", { payload: { text: "once" } });
    await slices.execute(done);
    expect(await slices.execute(done)).toBe("gone");
    expect(await slices.execute(newId(new Date()))).toBe("gone");
  });
});

describe("a shutdown", () => {
  test("requeues the run after the batch it is in: no attempt is lost, nothing is done twice", async () => {
    const shutdown = new AbortController();
    const id = await slices.record("test/steps", { payload: { steps: 30, stepMs: 5 } });
    const ended = slices.execute(id, { shutdown: shutdown.signal });
    await expect
      .poll(async () => (await slices.runOf(id)).progress, { timeout: 10_000 })
      .toMatchObject({ step: expect.any(Number) });
    shutdown.abort(new RunInterrupted());
    expect(await ended).toBe("interrupted");
    const { progress, ...run } = await slices.runOf(id);
    expect(run).toMatchObject({ status: "queued", dispatchedAt: null, failures: [], error: null });
    const { step } = z.object({ step: z.int() }).parse(progress);
    expect(await slices.execute(id)).toBe("succeeded");
    expect(await slices.runOf(id)).toMatchObject({ result: { steps: 30, startedAtStep: step } });
  });

  test("records no failure of a handler that it made throw", async () => {
    const shutdown = new AbortController();
    const id = await slices.record("test/listener");
    const ended = slices.execute(id, { shutdown: shutdown.signal, isLastAttempt: true });
    await expect.poll(async () => (await slices.runOf(id)).status, { timeout: 10_000 }).toBe("running");
    shutdown.abort(new RunInterrupted());
    expect(await ended).toBe("interrupted");
    expect(await slices.runOf(id)).toMatchObject({ status: "queued", failures: [] });
  });
});
