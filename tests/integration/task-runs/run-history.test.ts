import { describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { createRunFigures } from "#lib/task-runs/history/figures.ts";
import { addOwner } from "#tests/support/people.ts";
import { diskError, later, now, recordRun, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns();

describe("the details of a run", () => {
  test("log each attempt, and progress every few seconds", async () => {
    const { id } = await recordRun(runs.db);
    const save = (attempt: number, done: number, second: number) =>
      runs.db.$transaction((transaction) =>
        runs.store.saveProgress({ id, attempt }, { done }, transaction, later(second)),
      );
    await runs.store.startAttempt(id, later(1));
    await save(1, 1, 3);
    await save(1, 2, 7);
    await save(1, 3, 9);
    await runs.store.failAttempt({ id, attempt: 1 }, diskError, { last: false }, later(10));
    await runs.store.startAttempt(id, later(20));
    const at = (second: number) => later(second).toISOString();
    expect(await runs.queries.details(id)).toMatchObject({
      heartbeatAt: at(20),
      log: [
        { kind: "started", attempt: 1, at: at(1) },
        { kind: "progress", attempt: 1, at: at(7), progress: { done: 2 } },
        { kind: "started", attempt: 2, at: at(20) },
      ],
    });
  });

  test("keep at most a hundred lines", async () => {
    const { id } = await recordRun(runs.db);
    const lines = Array.from({ length: 100 }, () => ({ kind: "started", at: now.toISOString(), attempt: 1 }));
    await runs.db.$executeRaw`UPDATE task_run SET log = ${JSON.stringify(lines)}::jsonb WHERE id = ${id}::uuid`;
    await runs.store.startAttempt(id, later(9));
    expect((await runs.queries.details(id)).log).toHaveLength(100);
  });

  test("name who asked, what it repeats, and the runs that repeat or restore it", async () => {
    const { id: requestedBy } = await addOwner(runs.db, { name: "Zoë" });
    const { id } = await recordRun(runs.db, { requestedBy });
    const retry = await recordRun(runs.db, { retryOf: id }, later(1));
    const restore = await recordRun(runs.db, { task: "trash/restore", payload: { runId: id } }, later(2));
    expect(await runs.queries.details(id)).toMatchObject({
      requester: { id: requestedBy, name: "Zoë" },
      retryOf: null,
      retries: [{ id: retry.id, status: "queued" }],
      about: [{ id: restore.id, task: "trash/restore" }],
    });
    expect(await runs.queries.details(retry.id)).toMatchObject({ retryOf: id, requester: null, about: [] });
    await expect(runs.queries.details(newId(now))).rejects.toMatchObject({ kind: "not-found" });
  });
});

test("figures of tasks and days count what succeeded, failed and was removed, and how long it took", async () => {
  const figures = createRunFigures(runs.db);
  const end = async (at: number, result: { deletedCount: number } | null, tookSeconds: number) => {
    const { id } = await recordRun(runs.db, {}, later(at));
    await runs.store.startAttempt(id, later(at));
    const attempt = { id, attempt: 1 };
    if (result) await runs.store.succeed(attempt, result, later(at + tookSeconds));
    else await runs.store.failAttempt(attempt, diskError, { last: true }, later(at + tookSeconds));
  };
  await end(-86_400, { deletedCount: 5 }, 1);
  await end(0, { deletedCount: 7 }, 3);
  await end(10, null, 1);
  await recordRun(runs.db, {}, later(20));
  expect(await figures.ofTasks(["todo/cleanup", "trash/purge"], later(60))).toMatchObject([
    {
      task: "todo/cleanup",
      runs: 3,
      succeeded: 2,
      isComplete: true,
      p50Ms: 2_000,
      recent: [{ status: "succeeded", ms: 1_000 }, { ms: 3_000 }, { status: "failed" }, { status: "queued", ms: null }],
    },
    { task: "trash/purge", runs: 0, isComplete: true, p50Ms: null, recent: [] },
  ]);
  const days = await figures.ofDays(["todo/cleanup"], "todo/cleanup", later(60));
  expect(days).toHaveLength(14);
  expect(days.slice(-3)).toEqual([
    { day: "2026-04-29", succeeded: 0, failed: 0, canceled: 0, removed: 0 },
    { day: "2026-04-30", succeeded: 1, failed: 0, canceled: 0, removed: 5 },
    { day: "2026-05-01", succeeded: 1, failed: 1, canceled: 0, removed: 7 },
  ]);
});
