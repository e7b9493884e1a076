import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { AttemptOver } from "#lib/task-runs/attempts.ts";
import { createRunQueries, type RunQueries } from "#lib/task-runs/run-queries.ts";
import { createRunStore, type RunStore } from "#lib/task-runs/run-store.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { diskError, later, now, recordRun } from "./recorded-runs.ts";

const database = setUpTestDatabase();
let store: RunStore;
let runs: RunQueries;

beforeAll(() => {
  store = createRunStore(database.db);
  runs = createRunQueries(database.db);
});
beforeEach(() => database.db.taskRun.deleteMany());

/** Saves progress in a transaction of its own. */
const save = (id: string, progress: number) =>
  database.db.$transaction((transaction) => store.saveProgress({ id, attempt: 1 }, { done: progress }, transaction));

async function startRun(): Promise<string> {
  const { id } = await recordRun(database.db);
  await store.startAttempt(id, later(1));
  return id;
}

describe("an attempt", () => {
  test("starts the run once and is counted", async () => {
    const { id } = await recordRun(database.db, { payload: { days: 7 } });
    const first = await store.startAttempt(id, later(1));
    expect(first).toEqual({
      id,
      task: "todo/cleanup",
      payload: { days: 7 },
      progress: null,
      attempt: 1,
      startedAt: later(1),
    });
    await save(id, 5);
    const second = await store.startAttempt(id, later(60));
    expect(second).toMatchObject({ attempt: 2, startedAt: later(1), progress: { done: 5 } });
    expect(await runs.get(id)).toMatchObject({ status: "running", dispatchedAt: later(1).toISOString() });
  });

  test("continues where it was and is not counted again", async () => {
    const id = await startRun();
    await save(id, 5);
    expect(await store.continueAttempt({ id, attempt: 1 }, later(2))).toMatchObject({
      attempt: 1,
      startedAt: later(1),
      progress: { done: 5 },
    });
  });

  test("of an unknown run is null", async () => {
    expect(await store.startAttempt(newId(now), now)).toBeNull();
    expect(await store.continueAttempt({ id: newId(now), attempt: 1 }, now)).toBeNull();
  });

  test("that failed leaves the run queued, with the failure recorded", async () => {
    const id = await startRun();
    await store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    expect(await runs.get(id)).toMatchObject({
      status: "queued",
      error: diskError,
      failures: [{ attempt: 1, failedAt: later(2).toISOString(), error: diskError }],
      finishedAt: null,
    });
  });

  test("that was the last and failed finishes the run; every failure stays recorded", async () => {
    const id = await startRun();
    await store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    await store.startAttempt(id, later(3));
    await store.failAttempt({ id, attempt: 2 }, { ...diskError, message: "Still gone." }, { last: true }, later(4));
    expect(await runs.get(id)).toMatchObject({
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
    const id = await startRun();
    await store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    await store.startAttempt(id, later(3));
    await store.succeed({ id, attempt: 2 }, { deletedCount: 3 }, later(4));
    expect(await runs.get(id)).toMatchObject({
      status: "succeeded",
      result: { deletedCount: 3 },
      error: null,
      failures: [{ attempt: 1 }],
    });
  });

  test("may have null for a result", async () => {
    const id = await startRun();
    await store.succeed({ id, attempt: 1 }, null, later(4));
    expect(await runs.get(id)).toMatchObject({ status: "succeeded", result: null });
  });

  test("that was interrupted returns the run to the queue, undispatched", async () => {
    const id = await startRun();
    await store.requeue({ id, attempt: 1 });
    expect(await runs.get(id)).toMatchObject({ status: "queued", dispatchedAt: null, attempt: 1, failures: [] });
  });

  test("that was requeued stays undispatched when the first dispatch is recorded late", async () => {
    const run = await recordRun(database.db);
    await store.startAttempt(run.id, later(1));
    await store.requeue({ id: run.id, attempt: 1 });
    await store.markDispatched(run, later(2));
    expect(await runs.get(run.id)).toMatchObject({ dispatchedAt: null });
    await store.markDispatched({ ...run, attempt: 1 }, later(3));
    expect(await runs.get(run.id)).toMatchObject({ dispatchedAt: later(3).toISOString() });
  });
});

describe("progress", () => {
  test("is saved with the batch that it counts, or not at all", async () => {
    const id = await startRun();
    await save(id, 1);
    await expect(
      database.db.$transaction(async (transaction) => {
        await store.saveProgress({ id, attempt: 1 }, { done: 2 }, transaction);
        throw new Error("the batch failed");
      }),
    ).rejects.toThrow("the batch failed");
    expect(await runs.get(id)).toMatchObject({ progress: { done: 1 } });
  });

  test("tells whether someone asked to cancel", async () => {
    const id = await startRun();
    expect(await save(id, 1)).toEqual({ cancelRequested: false });
    await store.cancel(id, later(2));
    expect(await save(id, 2)).toEqual({ cancelRequested: true });
  });

  test("of an unknown or finished run is refused, and rolls its batch back", async () => {
    const id = await startRun();
    await store.succeed({ id, attempt: 1 }, {}, later(2));
    await expect(save(id, 1)).rejects.toThrow(AttemptOver);
    await expect(save(newId(now), 1)).rejects.toThrow(AttemptOver);
  });
});

describe("an attempt that is over because another one has started", () => {
  const overtaken = async () => {
    const id = await startRun();
    await save(id, 1);
    await store.startAttempt(id, later(60));
    return { id, attempt: 1 };
  };

  test("saves no progress, and its batch is rolled back", async () => {
    const first = await overtaken();
    await expect(save(first.id, 9)).rejects.toThrow(AttemptOver);
    expect(await runs.get(first.id)).toMatchObject({ attempt: 2, progress: { done: 1 } });
  });

  test("can neither continue nor finish the run", async () => {
    const first = await overtaken();
    const before = await runs.get(first.id);
    expect(await store.continueAttempt(first, later(61))).toBeNull();
    await store.recordHeartbeat(first, later(61));
    await store.succeed(first, { deletedCount: 9 }, later(61));
    await store.failAttempt(first, diskError, { last: false }, later(61));
    await store.failAttempt(first, diskError, { last: true }, later(61));
    await store.requeue(first);
    await store.cancelAttempt(first, later(61));
    expect(await runs.get(first.id)).toEqual(before);
    await store.succeed({ ...first, attempt: 2 }, { deletedCount: 2 }, later(62));
    expect(await runs.get(first.id)).toMatchObject({ status: "succeeded", result: { deletedCount: 2 }, failures: [] });
  });
});

describe("canceling", () => {
  test("finishes a queued run at once", async () => {
    const { id } = await recordRun(database.db);
    expect(await store.cancel(id, later(1))).toBe(true);
    expect(await runs.get(id)).toMatchObject({
      status: "canceled",
      finishedAt: later(1).toISOString(),
      cancelRequestedAt: later(1).toISOString(),
    });
    expect(await store.startAttempt(id, later(2))).toBeNull();
  });

  test("asks a running run to stop, and keeps when it was first asked", async () => {
    const id = await startRun();
    expect(await store.cancel(id, later(2))).toBe(true);
    expect(await store.cancel(id, later(3))).toBe(true);
    expect(await runs.get(id)).toMatchObject({ status: "running", cancelRequestedAt: later(2).toISOString() });
    await store.cancelAttempt({ id, attempt: 1 }, later(4));
    expect(await runs.get(id)).toMatchObject({
      status: "canceled",
      cancelRequestedAt: later(2).toISOString(),
      finishedAt: later(4).toISOString(),
    });
  });

  const nextSteps: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["start", (id) => store.startAttempt(id, later(30))],
    ["continue", (id) => store.continueAttempt({ id, attempt: 1 }, later(30))],
  ];
  test.each(nextSteps)("finishes a run whose process died, when another process is to %s it", async (_, next) => {
    const id = await startRun();
    await store.cancel(id, later(2));
    expect(await next(id)).toBeNull();
    expect(await runs.get(id)).toMatchObject({ status: "canceled", finishedAt: later(30).toISOString() });
  });

  test("finishes a run that waits for its next attempt", async () => {
    const id = await startRun();
    await store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(2));
    expect(await store.cancel(id, later(3))).toBe(true);
    expect(await runs.get(id)).toMatchObject({ status: "canceled", error: diskError });
  });

  test("of a finished or unknown run does nothing", async () => {
    const id = await startRun();
    await store.succeed({ id, attempt: 1 }, {}, later(2));
    expect(await store.cancel(id, later(3))).toBe(false);
    expect(await store.cancel(newId(now), later(3))).toBe(false);
  });
});
