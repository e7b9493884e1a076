import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { setUpApp } from "#tests/support/app.ts";
import { createTestTasks, executionsOf, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

const context = setUpApp((db) => ({ definitions: createTestTasks(db) }));
let tasks: TestTasks;
beforeAll(async () => {
  tasks = createTestTasks(context.db);
  await prepareTestTasks(context.db);
});

test("an engine that stops takes no other job, however long the rest of it takes to stop", async () => {
  const { runs, runtime } = context.app;
  const { run: taken } = await runs.enqueue(tasks.steps, { steps: 1_000, stepMs: 20 });
  await runs.enqueue(tasks.steps, { steps: 1, stepMs: 20 });
  await runtime.engine.start();
  const executions = () => executionsOf(context.db, "test/steps");
  await expect.poll(executions, { timeout: 20_000 }).toHaveLength(1);

  // The queue closes this connection first, and waits until the server has closed it as well.
  const listener = await pidOfListener();
  process.kill(listener, "SIGSTOP");
  const stopped = runtime.engine.stop();
  try {
    await expect.poll(async () => (await runs.get(taken.id)).status, { timeout: 20_000 }).toBe("queued");
    // A worker that still works takes its next job at once.
    await sleep(500);
    expect(await executions()).toEqual([expect.objectContaining({ runId: taken.id, endedAt: expect.any(Date) })]);
  } finally {
    process.kill(listener, "SIGCONT");
  }
  await stopped;
  expect(await executions()).toHaveLength(1);
});

/** The server's process of the connection on which the queue hears of new jobs. */
async function pidOfListener(): Promise<number> {
  const pids = () => context.db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query ILIKE 'LISTEN %'`;
  await expect.poll(pids, { timeout: 20_000 }).toHaveLength(1);
  const [listener] = await pids();
  if (listener === undefined) throw new Error("The queue listens no more.");
  return listener.pid;
}
