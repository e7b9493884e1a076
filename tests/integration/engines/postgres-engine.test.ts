import { beforeAll, describe, expect, test, vi } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { queueOptions } from "#lib/engines/postgres/queues.ts";
import { createTaskClient } from "#lib/runner/task-clients.ts";
import type { Run } from "#lib/task-runs/schemas.ts";
import { setUpApp } from "#tests/support/app.ts";
import { createTestTasks, executionsOf, prepareTestTasks, type TestTasks } from "#tests/support/tasks.ts";

const context = setUpApp((db) => ({ definitions: createTestTasks(db) }));
let tasks: TestTasks;
/** Runs that were queued when the engine started. */
const backlog: Run[] = [];
beforeAll(async () => {
  tasks = createTestTasks(context.db);
  await prepareTestTasks(context.db);
  for (const failures of [0, 0, 1, 0]) backlog.push((await context.app.runs.enqueue(tasks.flaky, { failures })).run);
  await leaveLikeACrash();
  await context.app.runtime.engine.start();
});

/** Runs whose first attempt was started in a backlog, by a process that is gone: their jobs know nothing of it. */
const crashed: Run[] = [];
async function leaveLikeACrash(): Promise<void> {
  const { run: failing } = await context.app.runs.enqueue(tasks.flaky, { failures: 9 });
  const { run: once } = await context.app.runs.enqueue(tasks.stepsOnce, { steps: 1, stepMs: 0 });
  for (const run of [failing, once]) await context.app.runtime.store.startAttempt(run.id, new Date());
  crashed.push(failing, once);
}

interface Job {
  readonly id: string;
  readonly state: string;
  readonly retryCount: number;
  readonly retryLimit: number;
  readonly startAfter: Date;
}

/** The queue's jobs for a run. */
const jobsOf = (runId: string) => context.db.$queryRaw<Job[]>`
  SELECT id, state::text, retry_count AS "retryCount", retry_limit AS "retryLimit",
    start_after AS "startAfter"
  FROM pgboss.job WHERE data ->> 'runId' = ${runId}`;

const finished = (run: Pick<Run, "id">) => context.app.runs.wait(run.id, { timeoutMs: 25_000 });
const msBetween = (from: string | null | undefined, to: string | null | undefined) =>
  new Date(to ?? Number.NaN).getTime() - new Date(from ?? Number.NaN).getTime();

describe("the queue", () => {
  test("lives in a schema of its own", async () => {
    const tables = await context.db.$queryRaw<{ name: string }[]>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'test_%'`;
    expect(tables.map(({ name }) => name)).toContain("task_run");
    expect(tables.filter(({ name }) => /boss|queue|job/.test(name))).toEqual([]);
  });

  test("has one queue for each task, with its retries, one execution at a time and a heartbeat", async () => {
    const queues = await context.db.$queryRaw<Readonly<Record<string, unknown>>[]>`
      SELECT name, policy, retry_limit AS "retryLimit", retry_delay AS "retryDelay", retry_backoff AS "retryBackoff",
        heartbeat_seconds AS "heartbeatSeconds", dead_letter AS "deadLetter"
      FROM pgboss.queue WHERE name = 'test/flaky'`;
    expect(queues).toEqual([
      {
        name: "test/flaky",
        policy: "singleton",
        retryLimit: 2,
        retryDelay: 1,
        retryBackoff: true,
        heartbeatSeconds: queueOptions(tasks.flaky).heartbeatSeconds,
        deadLetter: "stalled-runs",
      },
    ]);
  });

  test("follows a changed definition at the next start", async () => {
    // A task of which nothing runs: an engine that stops would take its run along.
    const { hopeless } = tasks;
    const startWith = async (definition: typeof hopeless) => {
      const next = createApp(context.app.env, { database: context.db, definitions: { definition } });
      await next.runtime.engine.start();
      await next.stop();
    };
    await startWith({ ...hopeless, retries: { limit: 5, delaySeconds: 3 } });
    const [queue] = await context.db.$queryRaw<unknown[]>`
      SELECT retry_limit AS "limit", retry_delay AS "delaySeconds" FROM pgboss.queue WHERE name = 'test/hopeless'`;
    expect(queue).toEqual({ limit: 5, delaySeconds: 3 });
    await startWith(hopeless);
  });

  test("holds one job for a run, however often it is dispatched", async () => {
    const { run } = await context.app.runs.enqueue(tasks.echo, { text: "once" });
    await Promise.all(Array.from({ length: 20 }, () => context.app.runtime.engine.dispatch(run)));
    await finished(run);
    await context.app.runtime.engine.dispatch(run);
    expect(await jobsOf(run.id)).toHaveLength(1);
    const calls = (await executionsOf(context.db, "test/echo")).filter((call) => call.runId === run.id);
    expect(calls).toHaveLength(1);
  });
});

test("a backlog is executed without a pause between its runs, even after a failed one", async () => {
  const runs = await Promise.all(backlog.map(finished));
  const ended = runs.map((run) => run.failures[0]?.failedAt ?? run.finishedAt);
  expect(runs.map((run) => run.failures.length)).toEqual([0, 0, 1, 0]);
  // Far less than the queue's polls would take, one for each of them.
  expect(msBetween(ended[0], ended[3])).toBeLessThan(4_000);
  // A failed attempt counts, whether the queue gave the run out or it was in the backlog of another.
  expect(await jobsOf(backlog[2]?.id ?? "")).toMatchObject([{ retryCount: 1 }]);
});

test("the jobs of a backlog are completed together, and each run has begun after the end of the one before", async () => {
  const payloads = Array.from({ length: 20 }, (_, n) => ({ text: `${n}` }));
  const handles = await createTaskClient(tasks.echo, context.app.runs).enqueueMany(payloads);
  for (const handle of handles) await handle.result({ timeoutMs: 25_000 });
  const ids = handles.map(({ id }) => id);
  const calls = (await executionsOf(context.db, "test/echo")).filter(({ runId }) => ids.includes(runId));
  expect(calls.map(({ runId }) => runId).toSorted()).toEqual(ids.toSorted());
  for (const [index, { startedAt }] of calls.slice(1).entries())
    expect(startedAt.getTime()).toBeGreaterThanOrEqual(calls[index]?.endedAt?.getTime() ?? Number.NaN);
  const ended = async () => {
    const [row] = await context.db.$queryRaw<{ jobs: number; moments: number }[]>`
      SELECT count(*)::int AS jobs, count(DISTINCT completed_on)::int AS moments
      FROM pgboss.job WHERE id = ANY(${ids}::uuid[]) AND state = 'completed'`;
    return row;
  };
  await expect.poll(async () => (await ended())?.jobs).toBe(20);
  expect((await ended())?.moments).toBeLessThan(10);
});

test("a run that was lost in a backlog has used up one of its tries", async () => {
  const [failing, once] = await Promise.all(crashed.map(finished));
  expect(failing).toMatchObject({ status: "failed", attempt: 3, failures: [{ attempt: 2 }, { attempt: 3 }] });
  expect(once).toMatchObject({ status: "failed", error: { message: expect.stringMatching(/disappeared/) } });
  expect(await executionsOf(context.db, "test/steps-once")).toEqual([]);
});

describe("a run that fails", () => {
  test("is retried after a delay that doubles, and not after its last attempt", async () => {
    const handle = await createTaskClient(tasks.flaky, context.app.runs).enqueue({ failures: 9 });
    for (const [failed, seconds] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const failure = async () => (await context.app.runs.get(handle.id)).failures[failed - 1];
      await expect.poll(failure, { timeout: 15_000 }).toBeDefined();
      await expect.poll(async () => (await jobsOf(handle.id))[0]?.state, { timeout: 5_000 }).toBe("retry");
      const [job] = await jobsOf(handle.id);
      const waitMs = msBetween((await failure())?.failedAt, job?.startAfter.toISOString());
      // Plus jitter of up to as much again, so that many runs don't retry at once, and the delay of a busy machine.
      expect(waitMs).toBeGreaterThanOrEqual(seconds * 1000 - 50);
      expect(waitMs).toBeLessThan(seconds * 2000 + 5_000);
    }
    expect(await finished(handle)).toMatchObject({
      status: "failed",
      attempt: 3,
      failures: [{ attempt: 1 }, { attempt: 2 }, { attempt: 3 }],
    });
    const [job] = await jobsOf(handle.id);
    expect(job).toMatchObject({ state: "completed", retryCount: 2 });
  });
});

test("a run that was requeued has as many retries left in its new job as its failures leave", async () => {
  const { store, engine } = context.app.runtime;
  const request = { task: "test/flaky", trigger: "api", payload: { failures: 0 }, engine: "postgres" } as const;
  const { run } = await store.record(request, new Date());
  await store.startAttempt(run.id, new Date());
  const error = { message: "The disk is gone.", stack: null, retriable: true };
  await store.failAttempt({ id: run.id, attempt: 1 }, error, { last: false }, new Date());
  await store.requeue({ id: run.id, attempt: 1 });
  await engine.dispatch(await context.app.runs.get(run.id));
  expect(await jobsOf(run.id)).toMatchObject([{ retryLimit: 1 }]);
  await finished(run);
});

test("a run whose job has ended without it gets another job", async () => {
  const { store, engine, held } = context.app.runtime;
  const request = { task: "test/echo", trigger: "api", payload: { text: "later" }, engine: "postgres" } as const;
  const { run } = await store.record(request, new Date());
  await held.holdUnfinished(new Date());
  await engine.dispatch(run);
  const states = async () => (await jobsOf(run.id)).map(({ state }) => state);
  await vi.waitFor(async () => expect(await states()).toEqual(["completed"]), { timeout: 25_000 });
  expect(await context.app.runs.get(run.id)).toMatchObject({ status: "queued" });
  await context.app.runs.release(run.id);
  expect(await finished(run)).toMatchObject({ status: "succeeded" });
});
