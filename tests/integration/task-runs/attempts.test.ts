import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { AttemptOver } from "#lib/task-runs/attempts.ts";
import { createRunQueries, type RunQueries } from "#lib/task-runs/run-queries.ts";
import { createRunStore, type RunStore } from "#lib/task-runs/run-store.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { later, lostDisk, now, recordRun } from "./recorded-runs.ts";

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

async function begun(): Promise<string> {
  const { id } = await recordRun(database.db);
  await store.startAttempt(id, later(1));
  return id;
}

describe("an attempt", () => {
  test("starts the run once and counts", async () => {
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

  test("goes on where it was without counting again", async () => {
    const id = await begun();
    await save(id, 5);
    expect(await store.continueAttempt({ id, attempt: 1 }, later(2))).toMatchObject({
      attempt: 1,
      startedAt: later(1),
      progress: { done: 5 },
    });
  });

  test("of nobody's run is nothing to do", async () => {
    expect(await store.startAttempt(newId(now), now)).toBeNull();
    expect(await store.continueAttempt({ id: newId(now), attempt: 1 }, now)).toBeNull();
  });

  test("that failed leaves the run waiting, with the failure noted", async () => {
    const id = await begun();
    await store.failAttempt({ id, attempt: 1 }, lostDisk, { last: false }, later(2));
    expect(await runs.get(id)).toMatchObject({
      status: "queued",
      error: lostDisk,
      failures: [{ attempt: 1, failedAt: later(2).toISOString(), error: lostDisk }],
      finishedAt: null,
    });
  });

  test("that failed last ends the run; every failure stays on record", async () => {
    const id = await begun();
    await store.failAttempt({ id, attempt: 1 }, lostDisk, { last: false }, later(2));
    await store.startAttempt(id, later(3));
    await store.failAttempt({ id, attempt: 2 }, { ...lostDisk, message: "Still gone." }, { last: true }, later(4));
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

  test("that succeeds after another failed leaves no error but the failure", async () => {
    const id = await begun();
    await store.failAttempt({ id, attempt: 1 }, lostDisk, { last: false }, later(2));
    await store.startAttempt(id, later(3));
    await store.succeed({ id, attempt: 2 }, { deletedCount: 3 }, later(4));
    expect(await runs.get(id)).toMatchObject({
      status: "succeeded",
      result: { deletedCount: 3 },
      error: null,
      failures: [{ attempt: 1 }],
    });
  });

  test("may have nothing for a result", async () => {
    const id = await begun();
    await store.succeed({ id, attempt: 1 }, null, later(4));
    expect(await runs.get(id)).toMatchObject({ status: "succeeded", result: null });
  });

  test("that was interrupted returns the run to the queue, to be handed over again", async () => {
    const id = await begun();
    await store.requeue({ id, attempt: 1 });
    expect(await runs.get(id)).toMatchObject({ status: "queued", dispatchedAt: null, attempt: 1, failures: [] });
  });

  test("and handed back stays so when the first hand-over is noted late", async () => {
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
    const id = await begun();
    await save(id, 1);
    await expect(
      database.db.$transaction(async (transaction) => {
        await store.saveProgress({ id, attempt: 1 }, { done: 2 }, transaction);
        throw new Error("the batch failed");
      }),
    ).rejects.toThrow("the batch failed");
    expect(await runs.get(id)).toMatchObject({ progress: { done: 1 } });
  });

  test("tells whether someone wants the run to stop", async () => {
    const id = await begun();
    expect(await save(id, 1)).toEqual({ cancelRequested: false });
    await store.cancel(id, later(2));
    expect(await save(id, 2)).toEqual({ cancelRequested: true });
  });

  test("of a run that is gone or has ended is refused, and its batch with it", async () => {
    const id = await begun();
    await store.succeed({ id, attempt: 1 }, {}, later(2));
    await expect(save(id, 1)).rejects.toThrow(AttemptOver);
    await expect(save(newId(now), 1)).rejects.toThrow(AttemptOver);
  });
});

describe("an attempt that another one took over from", () => {
  const overtaken = async () => {
    const id = await begun();
    await save(id, 1);
    await store.startAttempt(id, later(60));
    return { id, attempt: 1 };
  };

  test("saves no progress, and its batch leaves nothing", async () => {
    const first = await overtaken();
    await expect(save(first.id, 9)).rejects.toThrow(AttemptOver);
    expect(await runs.get(first.id)).toMatchObject({ attempt: 2, progress: { done: 1 } });
  });

  test("neither goes on nor ends the run, whatever came of it", async () => {
    const first = await overtaken();
    const before = await runs.get(first.id);
    expect(await store.continueAttempt(first, later(61))).toBeNull();
    await store.recordHeartbeat(first, later(61));
    await store.succeed(first, { deletedCount: 9 }, later(61));
    await store.failAttempt(first, lostDisk, { last: false }, later(61));
    await store.failAttempt(first, lostDisk, { last: true }, later(61));
    await store.requeue(first);
    await store.cancelAttempt(first, later(61));
    expect(await runs.get(first.id)).toEqual(before);
    await store.succeed({ ...first, attempt: 2 }, { deletedCount: 2 }, later(62));
    expect(await runs.get(first.id)).toMatchObject({ status: "succeeded", result: { deletedCount: 2 }, failures: [] });
  });
});

describe("canceling", () => {
  test("ends a waiting run at once", async () => {
    const { id } = await recordRun(database.db);
    expect(await store.cancel(id, later(1))).toBe(true);
    expect(await runs.get(id)).toMatchObject({
      status: "canceled",
      finishedAt: later(1).toISOString(),
      cancelRequestedAt: later(1).toISOString(),
    });
    expect(await store.startAttempt(id, later(2))).toBeNull();
  });

  test("asks a running run to stop, and remembers when it was first asked", async () => {
    const id = await begun();
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

  const goingOn: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["start", (id) => store.startAttempt(id, later(30))],
    ["continue", (id) => store.continueAttempt({ id, attempt: 1 }, later(30))],
  ];
  test.each(goingOn)("ends a run whose process died, when another wants to %s it", async (_, goOn) => {
    const id = await begun();
    await store.cancel(id, later(2));
    expect(await goOn(id)).toBeNull();
    expect(await runs.get(id)).toMatchObject({ status: "canceled", finishedAt: later(30).toISOString() });
  });

  test("ends a run that waits for its next attempt", async () => {
    const id = await begun();
    await store.failAttempt({ id, attempt: 1 }, lostDisk, { last: false }, later(2));
    expect(await store.cancel(id, later(3))).toBe(true);
    expect(await runs.get(id)).toMatchObject({ status: "canceled", error: lostDisk });
  });

  test("of a run that has ended, or of none, is too late", async () => {
    const id = await begun();
    await store.succeed({ id, attempt: 1 }, {}, later(2));
    expect(await store.cancel(id, later(3))).toBe(false);
    expect(await store.cancel(newId(now), later(3))).toBe(false);
  });
});
