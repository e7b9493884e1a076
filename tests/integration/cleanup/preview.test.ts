import { beforeEach, describe, expect, test } from "vitest";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { previewCleanup } from "#lib/todo-service/cleanup/cleanup-preview.ts";
import { cleanupPreviewSchema } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, addTodos, daysAgo, now, trashIds } from "#tests/support/people.ts";
import { startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();

beforeEach(async () => {
  await database.db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
});

async function preview(request: { days?: number; asOf?: Date } = {}) {
  const cleanup = createCleanup({ database: database.db, trashDays: 30 });
  const answer = await cleanup.previewCleanup({ asOf: now, ...request });
  expect(cleanupPreviewSchema.parse(answer)).toEqual(answer);
  return answer;
}

describe("a preview", () => {
  test("shows the count, the owners, the oldest and newest, and a sample", async () => {
    const { db } = database;
    const [ada, ben] = [await addOwner(db, { name: "Ada" }), await addOwner(db, { name: "Ben", retentionDays: 3 })];
    const longest = await addTodo(db, ada, { title: "Longest due", completedAt: daysAgo(20) });
    await addTodo(db, ada, { completedAt: daysAgo(19) });
    await addTodo(db, ben, { completedAt: daysAgo(5) });
    await addTodo(db, ben, { completedAt: daysAgo(2) });
    await addTodo(db, ada, { completedAt: daysAgo(30), pinned: true });

    expect(await preview()).toEqual({
      asOf: new Date(now.getTime() - 1_000).toISOString(),
      days: null,
      count: 3,
      isComplete: true,
      oldest: daysAgo(20).toISOString(),
      newest: daysAgo(5).toISOString(),
      owners: {
        count: 2,
        most: [
          { id: ada.id, name: "Ada", count: 2 },
          { id: ben.id, name: "Ben", count: 1 },
        ],
      },
      sample: [
        expect.objectContaining({
          id: longest,
          title: "Longest due",
          owner: { id: ada.id, name: "Ada" },
          completedAt: daysAgo(20).toISOString(),
          expiresAt: daysAgo(13).toISOString(),
        }),
        expect.objectContaining({ completedAt: daysAgo(19).toISOString() }),
        expect.objectContaining({ owner: { id: ben.id, name: "Ben" } }),
      ],
    });
  });

  test("with days judges by completion, whatever the retention", async () => {
    const { db } = database;
    const never = await addOwner(db, { retentionDays: null });
    const due = await addTodo(db, never, { completedAt: daysAgo(8) });
    await addTodo(db, never, { completedAt: daysAgo(6) });
    expect(await preview({ days: 7 })).toMatchObject({ days: 7, count: 1, sample: [{ id: due, expiresAt: null }] });
  });

  test("is empty where nothing is due", async () => {
    expect(await preview()).toMatchObject({
      count: 0,
      isComplete: true,
      oldest: null,
      newest: null,
      owners: { count: 0, most: [] },
      sample: [],
    });
  });

  test("counts what a run with its asOf takes", async () => {
    const { db } = database;
    await addTodos(db, await addOwner(db), 3_000, daysAgo(20));
    await addTodos(db, await addOwner(db, { retentionDays: 90 }), 40, daysAgo(20));
    const shown = await preview();
    const run = await startRun(db, now);
    const cleanup = createCleanup({ database: db, trashDays: 30 });
    const request = { runId: run.id, asOf: new Date(shown.asOf), now };
    const { state } = reached(await cleanup.cleanUp(request, await run.control()));
    expect(state.deletedCount).toBe(shown.count);
    expect(await trashIds(db)).toHaveLength(3_000);
  });

  test("has lists of at most 20, from the oldest todos and the owners with most", async () => {
    const { db } = database;
    for (let index = 0; index < 25; index += 1) {
      const owner = await addOwner(db, { name: `Owner ${index}` });
      await addTodos(db, owner, index < 3 ? 2 : 1, daysAgo(40 - index));
    }
    const { owners, sample, count } = await preview();
    expect(count).toBe(28);
    expect(owners.count).toBe(25);
    expect(owners.most).toHaveLength(20);
    expect(owners.most.slice(0, 4).map((owner) => owner.count)).toEqual([2, 2, 2, 1]);
    expect(sample).toHaveLength(20);
    expect(sample[0]?.completedAt).toBe(daysAgo(40).toISOString());
    expect(sample.map((todo) => todo.completedAt)).toEqual(sample.map((todo) => todo.completedAt).toSorted());
  });

  test("stops counting at its limit", async () => {
    const { db } = database;
    await addTodos(db, await addOwner(db), 52, daysAgo(20));
    const { count, isComplete, owners } = await previewCleanup(db, { asOf: now }, 50);
    expect({ count, isComplete }).toEqual({ count: 50, isComplete: false });
    expect(owners.most[0]?.count).toBe(50);
    expect(await previewCleanup(db, { asOf: now }, 52)).toMatchObject({ count: 52, isComplete: true });
  });
});
