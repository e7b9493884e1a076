import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { AttemptOver } from "#lib/task-runs/attempts.ts";
import { createRunQueries, type RunQueries } from "#lib/task-runs/run-queries.ts";
import { createRunStore, type RunRequest, type RunStore } from "#lib/task-runs/run-store.ts";
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

const request: RunRequest = { task: "todo/cleanup", trigger: "api", payload: { days: 7 }, engine: "postgres" };

/** Saves progress in a transaction of its own. */
const save = (id: string, progress: number) =>
  database.db.$transaction((transaction) => store.saveProgress({ id, attempt: 1 }, { done: progress }, transaction));

async function begun(overrides: Partial<RunRequest> = {}): Promise<string> {
  const { id } = await recordRun(database.db, overrides);
  await store.startAttempt(id, later(1));
  return id;
}

describe("a recorded run", () => {
  test("is queued, with everything that the request says", async () => {
    const { run, created } = await store.record(request, now);
    expect(created).toBe(true);
    expect(run).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ...request,
      requestedBy: null,
      status: "queued",
      attempt: 0,
      progress: null,
      result: null,
      error: null,
      failures: [],
      createdAt: now.toISOString(),
      dispatchedAt: null,
      startedAt: null,
      finishedAt: null,
      cancelRequestedAt: null,
      slot: null,
      engineRunId: null,
      idempotencyKey: null,
    });
    expect(await runs.get(run.id)).toEqual(run);
  });

  test("of the command line counts as dispatched", async () => {
    const run = await recordRun(database.db, { engine: "in-process" });
    expect(run.dispatchedAt).toBe(now.toISOString());
  });

  test("is one, however many record it with the same key at the same time", async () => {
    const recorded = await Promise.all(
      Array.from({ length: 20 }, () => store.record({ ...request, idempotencyKey: "monday" }, now)),
    );
    expect(recorded.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(recorded.map(({ run }) => run.id)).size).toBe(1);
    expect(await database.db.taskRun.count()).toBe(1);
  });

  test("is one, however many record it with the same id at the same time", async () => {
    const id = newId(now);
    const recorded = await Promise.all(Array.from({ length: 20 }, () => store.record({ ...request, id }, now)));
    expect(recorded.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(recorded.map(({ run }) => run.id))).toEqual(new Set([id]));
  });

  test("keeps its key from other tasks until it is deleted", async () => {
    await store.record({ ...request, idempotencyKey: "monday" }, now);
    await expect(
      store.record({ ...request, task: "trash/purge", idempotencyKey: "monday" }, now),
    ).rejects.toMatchObject({ kind: "conflict", fields: [{ field: "idempotencyKey" }] });
    await database.db.taskRun.deleteMany();
    const again = await store.record({ ...request, idempotencyKey: "monday" }, now);
    expect(again.created).toBe(true);
  });

  test("is rolled back with the transaction that recorded it", async () => {
    await expect(
      database.db.$transaction(async (transaction) => {
        await store.record(request, now, transaction);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await database.db.taskRun.count()).toBe(0);
  });
});

describe("a finished run", () => {
  const endings: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["succeeded", (id) => store.succeed({ id, attempt: 1 }, { deletedCount: 3 }, later(2))],
    ["failed", (id) => store.failAttempt({ id, attempt: 1 }, diskError, { last: true }, later(2))],
    ["canceled", (id) => store.cancelAttempt({ id, attempt: 1 }, later(2))],
  ];

  test.each(endings)("that %s is never changed", async (status, end) => {
    const id = await begun({ idempotencyKey: `key-${status}` });
    await save(id, 1);
    await end(id);
    const finished = await runs.get(id);
    expect(finished.status).toBe(status);

    await store.record({ ...request, id }, later(9));
    await store.record({ ...request, idempotencyKey: `key-${status}` }, later(9));
    await store.markDispatched(finished, later(9));
    await store.startAttempt(id, later(9));
    await store.continueAttempt({ id, attempt: 1 }, later(9));
    await expect(save(id, 9)).rejects.toThrow(AttemptOver);
    await store.succeed({ id, attempt: 1 }, { deletedCount: 9 }, later(9));
    await store.failAttempt({ id, attempt: 1 }, { ...diskError, message: "Later." }, { last: true }, later(9));
    await store.failAttempt({ id, attempt: 1 }, { ...diskError, message: "Later." }, { last: false }, later(9));
    await store.requeue({ id, attempt: 1 });
    await store.cancel(id, later(9));
    await store.failRun(id, diskError, later(9));
    await store.cancelRun(id, later(9));
    await store.cancelAttempt({ id, attempt: 1 }, later(9));
    expect(await runs.get(id)).toEqual(finished);
  });
});
