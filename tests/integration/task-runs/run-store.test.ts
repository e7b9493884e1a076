import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { AttemptOver } from "#lib/task-runs/attempts.ts";
import { type DispatchWithin, type NewRun, NotDispatched } from "#lib/task-runs/recording/dispatched-runs.ts";
import type { RunRequest } from "#lib/task-runs/run-store.ts";
import { diskError, later, now, recordRun, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns();

const request: RunRequest = { task: "todo/cleanup", trigger: "api", payload: { days: 7 }, engine: "postgres" };

describe("a recorded run", () => {
  test("is queued, with everything that the request says", async () => {
    const { run, created } = await runs.store.record(request, now);
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
      heldAt: null,
      slot: null,
      engineRunId: null,
      idempotencyKey: null,
    });
    expect(await runs.queries.get(run.id)).toEqual(run);
  });

  test("of the command line counts as dispatched", async () => {
    const run = await recordRun(runs.db, { engine: "in-process" });
    expect(run.dispatchedAt).toBe(now.toISOString());
  });

  test("is one, however many record it with the same key at the same time", async () => {
    const recorded = await Promise.all(
      Array.from({ length: 20 }, () => runs.store.record({ ...request, idempotencyKey: "monday" }, now)),
    );
    expect(recorded.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(recorded.map(({ run }) => run.id)).size).toBe(1);
    expect(await runs.db.taskRun.count()).toBe(1);
  });

  test("is one, however many record it with the same id at the same time", async () => {
    const id = newId(now);
    const recorded = await Promise.all(Array.from({ length: 20 }, () => runs.store.record({ ...request, id }, now)));
    expect(recorded.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(recorded.map(({ run }) => run.id))).toEqual(new Set([id]));
  });

  test("keeps its key from other tasks until it is deleted", async () => {
    await runs.store.record({ ...request, idempotencyKey: "monday" }, now);
    await expect(
      runs.store.record({ ...request, task: "trash/purge", idempotencyKey: "monday" }, now),
    ).rejects.toMatchObject({ kind: "conflict", fields: [{ field: "idempotencyKey" }] });
    await runs.db.taskRun.deleteMany();
    const again = await runs.store.record({ ...request, idempotencyKey: "monday" }, now);
    expect(again.created).toBe(true);
  });

  test.each(["id", "idempotencyKey"] as const)(
    "keeps its %s from other payloads, whatever their order",
    async (field) => {
      const mark = { [field]: newId(now) };
      const { run } = await runs.store.record({ ...request, ...mark, payload: { days: 7, asOf: null, b: [1] } }, now);
      const same = { b: [1], asOf: null, none: undefined, days: 7 };
      const again = await runs.store.record({ ...request, ...mark, payload: same }, now);
      expect(again).toMatchObject({ created: false, run: { id: run.id } });
      for (const payload of [{}, { ...same, days: 8 }, { ...same, b: [1, 2] }, { ...same, more: true }]) {
        await expect(runs.store.record({ ...request, ...mark, payload }, now)).rejects.toMatchObject({
          kind: "conflict",
          message: expect.stringContaining("with another payload"),
          fields: [{ field }],
        });
      }
      expect(await runs.db.taskRun.count()).toBe(1);
    },
  );

  test("is rolled back with the transaction that recorded it", async () => {
    await expect(
      runs.db.$transaction(async (transaction) => {
        await runs.store.record(request, now, transaction);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect(await runs.db.taskRun.count()).toBe(0);
  });
});

describe("runs that are recorded and dispatched at once", () => {
  const recordDispatched = (requests: readonly NewRun[], dispatch: DispatchWithin = async () => {}) =>
    runs.store.recordDispatched(requests, now, dispatch);

  test("are stored as they are returned, and seen by the transaction that dispatches them", async () => {
    const seen: unknown[] = [];
    const requests = [request, { ...request, payload: { days: 8 }, idempotencyKey: "monday" }];
    const recorded = await recordDispatched(requests, async (dispatched, execute) => {
      const { rows } = await execute("SELECT id FROM task_run WHERE id = ANY($1)", [dispatched.map(({ id }) => id)]);
      seen.push(...rows);
    });
    expect(recorded.map(({ payload }) => payload)).toEqual([{ days: 7 }, { days: 8 }]);
    for (const run of recorded) expect(await runs.queries.get(run.id)).toEqual(run);
    expect(recorded[0]?.dispatchedAt).toBe(now.toISOString());
    expect(seen).toHaveLength(2);
  });

  test("are not recorded where the queue does not take them", async () => {
    const refuse = recordDispatched([request], async (_, execute) => {
      await execute("SELECT FROM no_such_queue");
    });
    await expect(refuse).rejects.toThrow(NotDispatched);
    expect(await runs.db.taskRun.count()).toBe(0);
  });

  test("leave out those whose key is taken", async () => {
    await runs.store.record({ ...request, idempotencyKey: "monday" }, now);
    const dispatched: string[] = [];
    const requests = [{ ...request, idempotencyKey: "monday" }, request];
    const recorded = await recordDispatched(requests, async (some) => {
      dispatched.push(...some.map(({ id }) => id));
    });
    expect(recorded.map(({ idempotencyKey }) => idempotencyKey)).toEqual([null]);
    expect(dispatched).toEqual(recorded.map(({ id }) => id));
  });
});

test("an attempt that recovery has given up fails no run that is queued again", async () => {
  const id = await runs.start({ payload: request.payload });
  await runs.store.requeueStalled({ id, attempt: 1 }, "postgres", later(2));
  const requeued = await runs.queries.get(id);
  await runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: true }, later(3));
  expect(await runs.queries.get(id)).toEqual(requeued);
  expect(requeued).toMatchObject({ status: "queued", failures: [{ attempt: 1 }] });
});

describe("a finished run", () => {
  const endings: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["succeeded", (id) => runs.store.succeed({ id, attempt: 1 }, { deletedCount: 3 }, later(2))],
    ["failed", (id) => runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: true }, later(2))],
    ["canceled", (id) => runs.store.cancelAttempt({ id, attempt: 1 }, later(2))],
  ];

  test.each(endings)("that %s is never changed", async (status, end) => {
    const id = await runs.start({ idempotencyKey: `key-${status}`, payload: request.payload });
    await runs.save(id, 1);
    await end(id);
    const finished = await runs.queries.get(id);
    expect(finished.status).toBe(status);

    await runs.store.record({ ...request, id }, later(9));
    await runs.store.record({ ...request, idempotencyKey: `key-${status}` }, later(9));
    await runs.store.markDispatched(finished, later(9));
    await runs.store.startAttempt(id, later(9));
    await runs.store.continueAttempt({ id, attempt: 1 }, later(9));
    await expect(runs.save(id, 9)).rejects.toThrow(AttemptOver);
    await runs.store.succeed({ id, attempt: 1 }, { deletedCount: 9 }, later(9));
    await runs.store.failAttempt({ id, attempt: 1 }, { ...diskError, message: "Later." }, { last: true }, later(9));
    await runs.store.failAttempt({ id, attempt: 1 }, { ...diskError, message: "Later." }, { last: false }, later(9));
    await runs.store.requeue({ id, attempt: 1 });
    await runs.store.requeueStalled({ id, attempt: 1 }, "postgres", later(9));
    await runs.store.cancel(id, later(9));
    await runs.store.failRun(id, diskError, later(9));
    await runs.store.cancelRun(id, later(9));
    await runs.store.cancelAttempt({ id, attempt: 1 }, later(9));
    expect(await runs.queries.get(id)).toEqual(finished);
  });
});
