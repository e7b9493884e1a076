import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { AttemptOver } from "#lib/task-runs/attempts.ts";
import { diskError, later, now, recordRun, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns();

describe("an attempt", () => {
  test("starts the run once and is counted", async () => {
    const { id } = await recordRun(runs.db, { payload: { days: 7 } });
    const first = await runs.store.startAttempt(id, later(1));
    expect(first).toEqual({
      id,
      task: "todo/cleanup",
      payload: { days: 7 },
      progress: null,
      attempt: 1,
      startedAt: later(1),
      traceParent: null,
    });
    await runs.save(id, 5);
    const second = await runs.store.startAttempt(id, later(60));
    expect(second).toMatchObject({ attempt: 2, startedAt: later(1), progress: { done: 5 } });
    expect(await runs.queries.get(id)).toMatchObject({ status: "running", dispatchedAt: later(1).toISOString() });
  });

  test("continues where it was and is not counted again", async () => {
    const id = await runs.start();
    await runs.save(id, 5);
    expect(await runs.store.continueAttempt({ id, attempt: 1 }, later(2))).toMatchObject({
      attempt: 1,
      startedAt: later(1),
      progress: { done: 5 },
    });
  });

  test("of an unknown run is null", async () => {
    expect(await runs.store.startAttempt(newId(now), now)).toBeNull();
    expect(await runs.store.continueAttempt({ id: newId(now), attempt: 1 }, now)).toBeNull();
  });

  test("that failed leaves the run queued, with the failure recorded", async () => {
    const id = await runs.start();
    await runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    expect(await runs.queries.get(id)).toMatchObject({
      status: "queued",
      error: diskError,
      failures: [{ attempt: 1, failedAt: later(2).toISOString(), error: diskError }],
      finishedAt: null,
    });
  });

  test("that was the last and failed finishes the run; every failure stays recorded", async () => {
    const id = await runs.start();
    await runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    await runs.store.startAttempt(id, later(3));
    await runs.store.failAttempt(
      { id, attempt: 2 },
      { ...diskError, message: "Still gone." },
      { last: true },
      later(4),
    );
    expect(await runs.queries.get(id)).toMatchObject({
      status: "failed",
      error: { message: "Still gone." },
      failures: [
        { attempt: 1, error: { message: "The disk is gone." } },
        { attempt: 2, error: { message: "Still gone." } },
      ],
      finishedAt: later(4).toISOString(),
    });
  });

  test("that succeeds after another failed clears the error and leaves the failure", async () => {
    const id = await runs.start();
    await runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    await runs.store.startAttempt(id, later(3));
    await runs.store.succeed({ id, attempt: 2 }, { deletedCount: 3 }, later(4));
    expect(await runs.queries.get(id)).toMatchObject({
      status: "succeeded",
      result: { deletedCount: 3 },
      error: null,
      failures: [{ attempt: 1 }],
    });
  });

  test("may have null for a result", async () => {
    const id = await runs.start();
    await runs.store.succeed({ id, attempt: 1 }, null, later(4));
    expect(await runs.queries.get(id)).toMatchObject({ status: "succeeded", result: null });
  });

  test("that was interrupted returns the run to the queue, undispatched", async () => {
    const id = await runs.start();
    await runs.store.requeue({ id, attempt: 1 });
    expect(await runs.queries.get(id)).toMatchObject({
      status: "queued",
      dispatchedAt: null,
      attempt: 1,
      failures: [],
    });
  });

  test("that was requeued stays undispatched when the first dispatch is recorded late", async () => {
    const run = await recordRun(runs.db);
    await runs.store.startAttempt(run.id, later(1));
    await runs.store.requeue({ id: run.id, attempt: 1 });
    await runs.store.markDispatched(run, later(2));
    expect(await runs.queries.get(run.id)).toMatchObject({ dispatchedAt: null });
    await runs.store.markDispatched({ ...run, attempt: 1 }, later(3));
    expect(await runs.queries.get(run.id)).toMatchObject({ dispatchedAt: later(3).toISOString() });
  });
});

describe("progress", () => {
  test("is saved with the batch that it counts, or not at all", async () => {
    const id = await runs.start();
    await runs.save(id, 1);
    await expect(
      runs.db.$transaction(async (transaction) => {
        await runs.store.saveProgress({ id, attempt: 1 }, { done: 2 }, transaction, later(2));
        throw new Error("the batch failed");
      }),
    ).rejects.toThrow("the batch failed");
    expect(await runs.queries.get(id)).toMatchObject({ progress: { done: 1 } });
  });

  test("tells whether someone asked to cancel", async () => {
    const id = await runs.start();
    expect(await runs.save(id, 1)).toEqual({ cancelRequested: false });
    await runs.store.cancel(id, later(2));
    expect(await runs.save(id, 2)).toEqual({ cancelRequested: true });
  });

  test("of an unknown or finished run is refused, and rolls its batch back", async () => {
    const id = await runs.start();
    await runs.store.succeed({ id, attempt: 1 }, {}, later(2));
    await expect(runs.save(id, 1)).rejects.toThrow(AttemptOver);
    await expect(runs.save(newId(now), 1)).rejects.toThrow(AttemptOver);
  });
});

describe("an attempt that is over because another one has started", () => {
  const overtaken = async () => {
    const id = await runs.start();
    await runs.save(id, 1);
    await runs.store.startAttempt(id, later(60));
    return { id, attempt: 1 };
  };

  test("saves no progress, and its batch is rolled back", async () => {
    const first = await overtaken();
    await expect(runs.save(first.id, 9)).rejects.toThrow(AttemptOver);
    expect(await runs.queries.get(first.id)).toMatchObject({ attempt: 2, progress: { done: 1 } });
  });

  test("can neither continue nor finish the run", async () => {
    const first = await overtaken();
    const before = await runs.queries.get(first.id);
    expect(await runs.store.continueAttempt(first, later(61))).toBeNull();
    await runs.store.recordHeartbeat(first, later(61));
    await runs.store.succeed(first, { deletedCount: 9 }, later(61));
    await runs.store.failAttempt(first, diskError, { last: false }, later(61));
    await runs.store.failAttempt(first, diskError, { last: true }, later(61));
    await runs.store.requeue(first);
    await runs.store.requeueStalled(first, "postgres", later(61));
    await runs.store.cancelAttempt(first, later(61));
    expect(await runs.queries.get(first.id)).toEqual(before);
    await runs.store.succeed({ ...first, attempt: 2 }, { deletedCount: 2 }, later(62));
    expect(await runs.queries.get(first.id)).toMatchObject({
      status: "succeeded",
      result: { deletedCount: 2 },
      failures: [],
    });
  });
});
