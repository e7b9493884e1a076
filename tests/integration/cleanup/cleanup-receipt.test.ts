import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import * as restoreRun from "#app/api/runs/[id]/restore/route.ts";
import * as runById from "#app/api/runs/[id]/route.ts";
import * as tasks from "#app/api/tasks/route.ts";
import { addDays } from "#lib/days.ts";
import { runSchema } from "#lib/task-runs/schemas.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { setUpApi } from "../routes/api.ts";

const api = setUpApi();
const now = new Date();
let admin: Headers;
let owner: Owner;

beforeAll(async () => {
  admin = await api.signUpAdmin();
  const user = await api.app.auth.findUserBySession(admin);
  if (user === null) throw new Error("The admin is not signed in.");
  owner = user;
});

async function complete(title: string, days: number): Promise<string> {
  const at = addDays(now, -days);
  const { id } = await api.app.todos.create(owner, { title }, at);
  await api.app.todos.update(owner, id, { completed: true }, at);
  return id;
}

const backlogs = z.object({ items: z.array(z.object({ name: z.string(), backlog: z.unknown() })) });
async function shownBacklog(task: string) {
  const { items } = backlogs.parse(await (await api.call(tasks.GET, { headers: admin })).json());
  return items.find(({ name }) => name === task)?.backlog;
}

test("a cleanup takes the whole backlog, its receipt counts it, and a restore of the run brings it back", async () => {
  expect(await shownBacklog("todo/cleanup")).toEqual({ oldestDueAt: null, count: 0, isComplete: true });
  const oldest = await complete("oldest", 10);
  const ids = [oldest, await complete("old", 8)];
  await complete("fresh", 1);
  expect(await shownBacklog("todo/cleanup")).toEqual({
    oldestDueAt: addDays(now, -3).toISOString(),
    count: 2,
    isComplete: true,
  });
  expect(await shownBacklog("trash/purge")).toBeNull();

  const result = await api.app.tasks.todoCleanup.execute({});
  expect(result).toMatchObject({
    deletedCount: 2,
    skipped: { locked: 0, reopened: 0, pinned: 0, changed: 0 },
    seconds: expect.any(Number),
  });
  expect(result.rowsPerSecond).toBe(Math.round(2 / (result.seconds ?? 0)));
  expect(await shownBacklog("todo/cleanup")).toMatchObject({ count: 0 });

  const run = await api.app.runtime.queries.lastSuccess("todo/cleanup");
  const params = { id: run?.id };
  expect(await (await api.call(runById.GET, { headers: admin, params })).json()).toMatchObject({ result });
  const restored = await api.call(restoreRun.POST, { method: "POST", headers: admin, params });
  expect(restored.status).toBe(202);
  const { run: restoring } = z.object({ run: runSchema }).parse(await restored.json());
  expect(restoring).toMatchObject({ task: "trash/restore", payload: { runId: run?.id }, trigger: "console" });
  expect(restored.headers.get("location")).toBe(`/api/runs/${restoring.id}`);
  await api.app.runtime.executor.executeSlice(restoring.id, {
    ...{ attempt: null, isLastAttempt: true, budgetMs: 60_000 },
    ...{ shutdown: new AbortController().signal, onShutdown: "requeue" },
  });
  expect(await api.app.runs.get(restoring.id)).toMatchObject({
    result: { restoredCount: 2, leftCount: 0, failed: [] },
  });
  for (const id of ids) {
    expect(await api.app.todos.get(owner, id)).toMatchObject({ pinned: true, completedAt: expect.any(String) });
  }
  expect(await api.app.tasks.todoCleanup.execute({})).toMatchObject({ deletedCount: 0, batches: 0 });
});

test("readiness reports a backlog that a daily cleanup has missed", async () => {
  // The cleanups of the tests above have looked at everything, which no missed cleanup has.
  await api.app.database.taskRun.deleteMany();
  await api.app.schedules.register(new Date());
  await api.app.database.taskSchedule.updateMany({ data: { registeredAt: addDays(now, -30) } });
  await complete("left behind", 20);
  const { checks } = await api.app.health.checkReadiness(now);
  expect(checks.backlog).toMatchObject({ ok: false, detail: expect.stringContaining("A cleanup was missed") });
  await api.app.tasks.todoCleanup.execute({});
  expect((await api.app.health.checkReadiness(now)).checks.backlog).toEqual({
    ok: true,
    detail: "No todo waits for cleanup.",
  });
});
