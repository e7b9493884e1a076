import { beforeEach, describe, expect, test } from "vitest";
import { createApp } from "#lib/composition/create-app.ts";
import { createIdleEngine, setUpApp } from "#tests/support/app.ts";
import { addOwner, addTodos, daysAgo, now } from "#tests/support/people.ts";

const engine = createIdleEngine();
// Each run a second later, so that the latest one is known.
let seconds = 0;
const clock = () => new Date(now.getTime() + seconds * 1000);
const context = setUpApp(() => ({ engine, clock }));

beforeEach(async () => {
  await context.db.taskRun.deleteMany();
  await context.db.trashedTodo.deleteMany();
  await context.db.todo.deleteMany();
});

/** Puts this many todos into the trash, long ago, or completed onto the list. */
async function fill(table: "todo" | "trash", count: number): Promise<void> {
  const owner = await addOwner(context.db);
  await addTodos(context.db, owner, count, daysAgo(90));
  if (table === "todo") return;
  await context.db.$executeRaw`
    WITH gone AS (DELETE FROM todo WHERE owner_id = ${owner.id}::uuid RETURNING *)
    INSERT INTO trashed_todo
      (id, owner_id, title, notes, pinned, completed_at, created_at, updated_at, trashed_at, reason)
    SELECT id, owner_id, title, notes, pinned, completed_at, created_at, updated_at, ${daysAgo(60)}, 'user' FROM gone`;
}

async function run(task: string, payload = {}, app = context.app) {
  seconds++;
  return await app.runs.execute(app.tasks.byName(task), payload);
}
const left = async () =>
  (await context.db.todo.count()) + (await context.db.trashedTodo.count({ where: { runId: null } }));

describe.each([
  ["todo/cleanup", "todo"],
  ["trash/purge", "trash"],
] as const)("%s", (task, table) => {
  test("goes ahead the first time, when nothing is usual yet", async () => {
    await fill(table, 1_001);
    expect(await run(task)).toMatchObject({ status: "succeeded" });
    expect(await left()).toBe(0);
  });

  test("stops before its first row if it would remove far more than usual, until an operator confirms it", async () => {
    expect(await run(task)).toMatchObject({ status: "succeeded" });
    await fill(table, 1_001);
    expect(await run(task)).toMatchObject({
      status: "failed",
      error: { name: "NeedsConfirmation", retriable: false, message: expect.stringMatching(/more than 1000/) },
    });
    expect(await left()).toBe(1_001);
    const { checks } = await context.app.health.checkReadiness(clock());
    expect(checks.removals).toMatchObject({ ok: false, detail: expect.stringContaining(task) });
    expect(await run(task, { confirmed: true })).toMatchObject({ status: "succeeded" });
    expect(await left()).toBe(0);
    expect((await context.app.health.checkReadiness(clock())).checks.removals).toMatchObject({ ok: true });
  });

  test("removes a thousand, or ten times as much as before, without asking", async () => {
    await run(task);
    await fill(table, 1_000);
    expect(await run(task)).toMatchObject({ status: "succeeded" });
    await fill(table, 1_001);
    expect(await run(task)).toMatchObject({ status: "succeeded" });
  });

  test("asks nobody where CONFIRM_REMOVALS is set", async () => {
    await run(task);
    await fill(table, 1_001);
    const confirmed = createApp(
      { ...context.app.env, CONFIRM_REMOVALS: true },
      { database: context.db, engine, clock },
    );
    expect(await run(task, {}, confirmed)).toMatchObject({ status: "succeeded" });
  });
});
