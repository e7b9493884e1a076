import { beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "#lib/engines/engine.ts";
import { newId } from "#lib/id.ts";
import type { RunStatus } from "#lib/task-runs/schemas.ts";
import { taskRunsCancel } from "#lib/tasks/definitions/task-runs-cancel.ts";
import { taskRunsRetry } from "#lib/tasks/definitions/task-runs-retry.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const idle = createIdleEngine();
let onDispatch = () => {};
const engine: Engine = {
  ...idle,
  async dispatch(run) {
    idle.accepted.push(run.id);
    onDispatch();
  },
};
const context = setUpApp(() => ({ engine }));
const start = Date.now() - 60_000;

beforeEach(async () => {
  await context.db.taskRun.deleteMany();
  idle.accepted.length = 0;
});

/** Runs of a status, one each millisecond. @returns their ids, oldest first */
async function add(
  status: RunStatus,
  count: number,
  task = "system/ping",
  payload = {},
  from = start,
): Promise<string[]> {
  const isEnded = status !== "queued" && status !== "running";
  const rows = Array.from({ length: count }, (_, index) => {
    const createdAt = new Date(from + index);
    return {
      id: newId(createdAt),
      task,
      trigger: "api",
      payload,
      status,
      attempt: 1,
      engine: "postgres",
      createdAt,
      dispatchedAt: createdAt,
      finishedAt: isEnded ? createdAt : null,
      ...(status === "failed" && { error: { message: "no", stack: null, retriable: true } }),
      heartbeatAt: new Date(),
    };
  });
  await context.db.taskRun.createMany({ data: rows });
  return rows.map(({ id }) => id);
}

const retried = () =>
  context.db.taskRun.findMany({ where: { idempotencyKey: { not: null } }, orderBy: { idempotencyKey: "asc" } });

describe("retrying many runs", () => {
  test("enqueues each that was counted once more, and leaves others alone", async () => {
    const failed = await add("failed", 23);
    await add("failed", 2, "todo/cleanup");
    await add("succeeded", 3);
    const payload = { status: "failed", task: "system/ping" };
    const preview = await context.app.tasks.preview(taskRunsRetry, payload, new Date());
    expect(preview).toMatchObject({ count: 23, isComplete: true, tasks: [{ task: "system/ping", count: 23 }] });

    await add("failed", 1, "system/ping", {}, Date.now() + 1_000);
    const run = await context.app.runs.execute(taskRunsRetry, { ...payload, asOf: preview.asOf }, { trigger: "cli" });
    expect(run).toMatchObject({ status: "succeeded", result: { doneCount: 23, skippedCount: 0 } });
    const copies = await retried();
    expect(copies.map(({ idempotencyKey }) => idempotencyKey)).toEqual(failed.map((id) => `${run.id} ${id}`).sort());
    expect(new Set(copies.map(({ status, trigger }) => `${status} ${trigger}`))).toEqual(new Set(["queued cli"]));
    expect(idle.accepted).toHaveLength(23);
  });

  test("skips what can't be retried, and leaves out bulk actions, which are not counted before either", async () => {
    await add("failed", 1, "todo/report");
    await add("failed", 1, "todo/cleanup", { colour: "red" });
    await add("failed", 1, taskRunsRetry.name, { status: "failed" }, start - 1_000);
    await add("failed", 1, taskRunsCancel.name, { status: "queued" });
    await add("failed", 1);
    const preview = await context.app.tasks.preview(taskRunsRetry, { status: "failed" }, new Date());
    expect(preview).toMatchObject({ count: 3, oldest: new Date(start).toISOString() });
    const run = await context.app.runs.execute(taskRunsRetry, { status: "failed" });
    expect(run.result).toEqual({ doneCount: 1, skippedCount: 2 });
  });

  test("goes on where it was after a crash, and none is retried twice", async () => {
    await add("failed", 25);
    const execution = new AbortController();
    onDispatch = () => {
      if (idle.accepted.length === 22) execution.abort();
    };
    const first = await context.app.runs.execute(taskRunsRetry, { status: "failed" }, { signal: execution.signal });
    onDispatch = () => {};
    expect(first).toMatchObject({ status: "queued", progress: { doneCount: 20 } });
    expect(await retried()).toHaveLength(22);

    const slice = { attempt: null, isLastAttempt: true, budgetMs: 60_000, onShutdown: "requeue" } as const;
    const { signal: shutdown } = new AbortController();
    await context.app.runtime.executor.executeSlice(first.id, { ...slice, shutdown });
    expect((await context.app.runs.get(first.id)).result).toEqual({ doneCount: 25, skippedCount: 0 });
    expect(await retried()).toHaveLength(25);
  });

  test("ends its slice with its budget", async () => {
    await add("failed", 3);
    const { run } = await context.app.runs.enqueue(taskRunsRetry, { status: "failed" });
    const { signal: shutdown } = new AbortController();
    const options = { attempt: null, isLastAttempt: true, budgetMs: 0, shutdown, onShutdown: "requeue" } as const;
    const slice = await context.app.runtime.executor.executeSlice(run.id, options);
    expect(slice.outcome).toBe("unfinished");
    expect((await context.app.runs.get(run.id)).progress).toMatchObject({ doneCount: 1 });
  });
});

describe("canceling many runs", () => {
  test("cancels queued ones at once, asks running ones to stop, and spares itself", async () => {
    const queued = await add("queued", 3);
    const running = await add("running", 2);
    const bulk = await add("queued", 1, taskRunsRetry.name, { status: "failed" });
    expect(await context.app.tasks.preview(taskRunsCancel, { status: "queued" }, new Date())).toMatchObject({
      count: 4,
    });
    const first = await context.app.runs.execute(taskRunsCancel, { status: "queued" });
    expect(first).toMatchObject({ status: "succeeded", result: { doneCount: 4, skippedCount: 0 } });
    const second = await context.app.runs.execute(taskRunsCancel, { status: "running" });
    expect(second).toMatchObject({ status: "succeeded", result: { doneCount: 2, skippedCount: 0 } });
    const rows = await context.db.taskRun.findMany({ where: { id: { in: [...queued, ...bulk, ...running] } } });
    expect(rows.filter(({ status }) => status === "canceled")).toHaveLength(4);
    expect(rows.filter(({ status, cancelRequestedAt }) => status === "running" && cancelRequestedAt)).toHaveLength(2);
  });
});
