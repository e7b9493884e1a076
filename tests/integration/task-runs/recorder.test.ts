import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { AttemptOver } from "#lib/task-runs/attempts.ts";
import { createRecorder, type RunRecorder, type RunRequest } from "#lib/task-runs/recorder.ts";
import { createRunQueries, type RunQueries } from "#lib/task-runs/run-queries.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { later, lostDisk, now, recordRun } from "./recorded-runs.ts";

const database = setUpTestDatabase();
let recorder: RunRecorder;
let runs: RunQueries;

beforeAll(() => {
  recorder = createRecorder(database.db);
  runs = createRunQueries(database.db);
});
beforeEach(() => database.db.taskRun.deleteMany());

const request: RunRequest = { task: "todo/cleanup", trigger: "api", payload: { days: 7 }, engine: "postgres" };

/** Saves progress in a transaction of its own. */
const save = (id: string, progress: number) =>
  database.db.$transaction((transaction) => recorder.saveProgress({ id, attempt: 1 }, { done: progress }, transaction));

async function begun(overrides: Partial<RunRequest> = {}): Promise<string> {
  const { id } = await recordRun(database.db, overrides);
  await recorder.begin(id, later(1));
  return id;
}

describe("a recorded run", () => {
  test("waits, whole, with everything that was asked for", async () => {
    const { run, created } = await recorder.record(request, now);
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
      handedOverAt: null,
      startedAt: null,
      finishedAt: null,
      cancelRequestedAt: null,
      slot: null,
      engineRunId: null,
      idempotencyKey: null,
    });
    expect(await runs.get(run.id)).toEqual(run);
  });

  test("of the command line needs no engine to take it over", async () => {
    const run = await recordRun(database.db, { engine: "in-process" });
    expect(run.handedOverAt).toBe(now.toISOString());
  });

  test("is one, however many ask for it with the same key at the same time", async () => {
    const recorded = await Promise.all(
      Array.from({ length: 20 }, () => recorder.record({ ...request, idempotencyKey: "monday" }, now)),
    );
    expect(recorded.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(recorded.map(({ run }) => run.id)).size).toBe(1);
    expect(await database.db.taskRun.count()).toBe(1);
  });

  test("is one, however many ask for it with the same id at the same time", async () => {
    const id = newId(now);
    const recorded = await Promise.all(Array.from({ length: 20 }, () => recorder.record({ ...request, id }, now)));
    expect(recorded.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(recorded.map(({ run }) => run.id))).toEqual(new Set([id]));
  });

  test("keeps its key from other tasks, and from nobody after it is gone", async () => {
    await recorder.record({ ...request, idempotencyKey: "monday" }, now);
    await expect(
      recorder.record({ ...request, task: "trash/purge", idempotencyKey: "monday" }, now),
    ).rejects.toMatchObject({ kind: "conflict", fields: [{ field: "idempotencyKey" }] });
    await database.db.taskRun.deleteMany();
    const again = await recorder.record({ ...request, idempotencyKey: "monday" }, now);
    expect(again.created).toBe(true);
  });

  test("goes with the transaction that it was recorded in", async () => {
    await expect(
      database.db.$transaction(async (transaction) => {
        await recorder.record(request, now, transaction);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await database.db.taskRun.count()).toBe(0);
  });
});

describe("a finished run", () => {
  const endings: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["succeeded", (id) => recorder.succeed({ id, attempt: 1 }, { deletedCount: 3 }, later(2))],
    ["failed", (id) => recorder.fail({ id, attempt: 1 }, lostDisk, { last: true }, later(2))],
    ["canceled", (id) => recorder.markCanceled({ id, attempt: 1 }, later(2))],
  ];

  test.each(endings)("that %s is changed by nothing", async (status, end) => {
    const id = await begun({ idempotencyKey: `key-${status}` });
    await save(id, 1);
    await end(id);
    const finished = await runs.get(id);
    expect(finished.status).toBe(status);

    await recorder.record({ ...request, id }, later(9));
    await recorder.record({ ...request, idempotencyKey: `key-${status}` }, later(9));
    await recorder.markHandedOver(finished, later(9));
    await recorder.begin(id, later(9));
    await recorder.resume({ id, attempt: 1 }, later(9));
    await expect(save(id, 9)).rejects.toThrow(AttemptOver);
    await recorder.succeed({ id, attempt: 1 }, { deletedCount: 9 }, later(9));
    await recorder.fail({ id, attempt: 1 }, { ...lostDisk, message: "Later." }, { last: true }, later(9));
    await recorder.fail({ id, attempt: 1 }, { ...lostDisk, message: "Later." }, { last: false }, later(9));
    await recorder.handBack({ id, attempt: 1 });
    await recorder.cancel(id, later(9));
    await recorder.giveUp(id, lostDisk, later(9));
    await recorder.endCanceled(id, later(9));
    await recorder.markCanceled({ id, attempt: 1 }, later(9));
    expect(await runs.get(id)).toEqual(finished);
  });
});
