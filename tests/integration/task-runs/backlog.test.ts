import { describe, expect, test, vi } from "vitest";
import { diskError, later, recordRun, setUpStoredRuns } from "./recorded-runs.ts";

const runs = setUpStoredRuns();

/** A run that an engine has. */
async function recordWaiting(): Promise<string> {
  const run = await recordRun(runs.db);
  await runs.store.markDispatched(run, later(0));
  return run.id;
}

const succeedAndStart = (attempt: { id: string; attempt: number }, nextId: string) =>
  runs.store.succeedAndStart(attempt, { deletedCount: 3 }, nextId, later(5));

describe("the backlog", () => {
  test("is what an engine has of a task and nobody has executed, oldest first", async () => {
    const [first, second] = [await recordWaiting(), await recordWaiting()];
    await runs.start();
    await recordRun(runs.db);
    const other = await recordRun(runs.db, { task: "trash/purge" });
    await runs.store.markDispatched(other, later(0));
    const canceled = await recordWaiting();
    await runs.store.cancel(canceled, later(1));
    const failed = await runs.start();
    await runs.store.failAttempt({ id: failed, attempt: 1 }, diskError, { last: false }, later(2));
    const held = await recordWaiting();
    await runs.db.taskRun.update({ where: { id: held }, data: { heldAt: later(1) } });
    expect(await runs.store.waiting("todo/cleanup", "postgres", 10)).toEqual([first, second].toSorted());
    expect(await runs.store.waiting("todo/cleanup", "postgres", 1)).toHaveLength(1);
    expect(await runs.store.waiting("todo/cleanup", "inngest", 10)).toEqual([]);
  });

  test("gives its next run with the end of the one before", async () => {
    const [id, next] = [await runs.start(), await recordWaiting()];
    expect(await succeedAndStart({ id, attempt: 1 }, next)).toMatchObject({
      id: next,
      attempt: 1,
      startedAt: later(5),
    });
    expect(await runs.queries.get(id)).toMatchObject({ status: "succeeded", result: { deletedCount: 3 } });
    expect(await runs.queries.get(next)).toMatchObject({ status: "running", startedAt: later(5).toISOString() });
  });

  test("gives no run that has started, is held or is to stop", async () => {
    const held = await recordWaiting();
    await runs.db.taskRun.update({ where: { id: held }, data: { heldAt: later(1) } });
    const canceled = await recordWaiting();
    await runs.store.cancel(canceled, later(1));
    for (const next of [await runs.start(), held, canceled]) {
      const before = await runs.queries.get(next);
      const id = await runs.start();
      expect(await succeedAndStart({ id, attempt: 1 }, next)).toBeNull();
      expect(await runs.queries.get(next)).toEqual(before);
      expect(await runs.queries.get(id)).toMatchObject({ status: "succeeded" });
    }
  });

  test("gives nothing to an attempt that is over", async () => {
    const [id, next] = [await runs.start(), await recordWaiting()];
    await runs.store.startAttempt(id, later(2));
    expect(await succeedAndStart({ id, attempt: 1 }, next)).toBeNull();
    expect(await runs.queries.get(id)).toMatchObject({ status: "running", attempt: 2 });
    expect(await runs.queries.get(next)).toMatchObject({ status: "queued" });
  });

  test("gives nothing to an attempt that ends at the same moment", async () => {
    const [id, next] = [await runs.start(), await recordWaiting()];
    const given = await runs.db.$transaction(async (transaction) => {
      await transaction.$executeRaw`UPDATE task_run SET attempt = 2 WHERE id = ${id}::uuid`;
      const answer = succeedAndStart({ id, attempt: 1 }, next);
      await vi.waitFor(async () => {
        const waiting = await runs.db.$queryRaw`
          SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
        expect(waiting).toHaveLength(1);
      });
      // In an object, since the transaction has to end before the answer comes.
      return { answer };
    });
    expect(await given.answer).toBeNull();
    expect(await runs.queries.get(id)).toMatchObject({ status: "running", attempt: 2 });
    expect(await runs.queries.get(next)).toMatchObject({ status: "queued" });
  });
});
