import { beforeAll, describe, expect, test } from "vitest";
import { commandLineOperator } from "#lib/auth/audit/operator.ts";
import { newId } from "#lib/id.ts";
import { RunFailed } from "#lib/runner/run-errors.ts";
import { todoCleanup } from "#lib/tasks/definitions/todo-cleanup.ts";
import { expiryOf } from "#lib/todo-service/retention/retention.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";

const context = setUpApp(() => ({ engine: createIdleEngine() }));
const DAY_MS = 24 * 60 * 60 * 1000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
const ownerId = newId(new Date());

beforeAll(async () => {
  const person = { id: ownerId, name: "Ann", email: "ann@example.com", retentionDays: 7 };
  await context.db.user.create({ data: { ...person, createdAt: daysAgo(90), updatedAt: daysAgo(90) } });
});

async function addCompleted(title: string, days: number, pinned = false): Promise<void> {
  const completedAt = daysAgo(days);
  const times = { completedAt, createdAt: daysAgo(90), updatedAt: completedAt };
  const expiresAt = expiryOf({ completedAt, pinned }, 7);
  await context.db.todo.create({ data: { id: newId(new Date()), ownerId, title, pinned, expiresAt, ...times } });
}

const titles = async () => {
  const todos = await context.db.todo.findMany({ orderBy: { title: "asc" } });
  return todos.map((todo) => todo.title);
};

test("system/ping answers with the instant of its start", async () => {
  const before = new Date();
  const { pongAt } = await context.app.tasks.systemPing.execute({});
  expect(new Date(pongAt).getTime()).toBeGreaterThanOrEqual(before.getTime());
  const run = await context.app.runtime.queries.lastSuccess("system/ping");
  expect(run).toMatchObject({ startedAt: pongAt, result: { pongAt } });
});

describe("todo/cleanup", () => {
  test("takes what a preview showed, and trash/purge takes that later", async () => {
    await addCompleted("fresh", 1);
    await addCompleted("old", 8);
    await addCompleted("old but pinned", 8, true);
    await addCompleted("older", 20);
    const { count, asOf } = await context.app.tasks.preview(todoCleanup, {}, new Date());
    expect(count).toBe(2);

    const result = await context.app.tasks.todoCleanup.execute({ asOf });
    expect(result).toMatchObject({ deletedCount: 2, asOf });
    expect(await titles()).toEqual(["fresh", "old but pinned"]);
    const run = await context.app.runtime.queries.lastSuccess("todo/cleanup");
    const trashed = await context.db.trashedTodo.findMany();
    expect(trashed).toHaveLength(2);
    for (const todo of trashed) expect(todo).toMatchObject({ reason: "cleanup", runId: run?.id });

    expect(await context.app.tasks.trashPurge.execute({})).toEqual({ purgedCount: 0, failed: [] });
    await context.db.trashedTodo.updateMany({ where: { title: "older" }, data: { trashedAt: daysAgo(31) } });
    expect(await context.app.tasks.trashPurge.execute({})).toEqual({ purgedCount: 1, failed: [] });
  });

  test("takes what was completed more than `days` ago, whatever the owner's retention", async () => {
    expect(await titles()).toEqual(["fresh", "old but pinned"]);
    const result = await context.app.tasks.todoCleanup.execute({ days: 0 });
    expect(result).toMatchObject({ deletedCount: 1 });
    expect(await titles()).toEqual(["old but pinned"]);
  });

  test("with an instant in the future fails for good and says what to use", async () => {
    const asOf = new Date(Date.now() + DAY_MS).toISOString();
    const failing = context.app.tasks.todoCleanup.execute({ asOf });
    await expect(failing).rejects.toBeInstanceOf(RunFailed);
    await expect(failing).rejects.toMatchObject({ error: { retriable: false, message: /future.*current time/ } });
  });
});

test("task-runs/prune removes old runs, never its own, old security events and old audit entries", async () => {
  const events = [89, 91].map((days) => ({ id: newId(daysAgo(days)), ownerId, kind: "signed-out", at: daysAgo(days) }));
  await context.db.securityEvent.createMany({ data: events.map((event) => ({ ...event, details: {} })) });
  const [kept, old] = [daysAgo(29), daysAgo(31)];
  for (const at of [kept, old]) {
    await context.app.auth.audit.record({ action: "titles-shown" }, commandLineOperator(), at);
  }
  await context.db.taskRun.updateMany({ where: { task: "system/ping" }, data: { finishedAt: daysAgo(31) } });
  const pruned = { prunedCount: 1, securityEvents: 1, auditEntries: 1, failed: [] };
  expect(await context.app.tasks.taskRunsPrune.execute({})).toEqual(pruned);
  expect(await context.db.securityEvent.findMany({ select: { id: true } })).toEqual([{ id: events[0]?.id }]);
  expect(await context.db.auditEntry.findMany({ select: { at: true } })).toEqual([{ at: kept }]);
  expect(await context.app.runtime.queries.lastSuccess("task-runs/prune")).toMatchObject({
    result: pruned,
  });
  expect(await context.app.runtime.queries.lastSuccess("system/ping")).toBeNull();
});
