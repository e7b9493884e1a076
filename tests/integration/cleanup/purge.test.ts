import { Client } from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, now, trashIds } from "#tests/support/people.ts";
import { startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();

beforeEach(async () => {
  await database.db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
});

async function purge(trashDays = 30) {
  const run = await startRun(database.db, now);
  return reached(await createCleanup({ database: database.db, trashDays }).purgeTrash({ now }, await run.control()));
}

async function addTrash(trashedAt: Date): Promise<string> {
  const id = newId(now);
  const owner = await addOwner(database.db);
  const created = { createdAt: daysAgo(90), updatedAt: daysAgo(90), notes: "", pinned: false };
  await database.db.trashedTodo.create({
    data: { ...created, id, ownerId: owner.id, title: "Old", trashedAt, reason: "user" },
  });
  return id;
}

describe("purging the trash", () => {
  test("deletes what was trashed TRASH_DAYS ago, to the millisecond", async () => {
    await addTrash(daysAgo(30));
    await addTrash(daysAgo(200));
    const staying = [
      await addTrash(new Date(daysAgo(30).getTime() + 1)),
      await addTrash(daysAgo(1)),
      await addTrash(now),
    ];
    expect(await purge()).toMatchObject({ done: true, state: { deletedCount: 2, batches: 1 } });
    expect(await trashIds(database.db)).toEqual(staying.sort());
  });

  test("deletes old trash where the trash has been switched off", async () => {
    await addTrash(daysAgo(1));
    expect((await purge(0)).state.deletedCount).toBe(1);
  });

  test("skips todos that somebody is restoring", async () => {
    const [locked, other] = [await addTrash(daysAgo(40)), await addTrash(daysAgo(40))];
    const client = new Client({ connectionString: database.url });
    await client.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT FROM trashed_todo WHERE id = $1 FOR UPDATE", [locked]);
      expect((await purge()).state).toMatchObject({ deletedCount: 1, skipped: { locked: 1 } });
    } finally {
      await client.end();
    }
    expect(await trashIds(database.db)).toEqual([locked]);
    expect(other).not.toBe(locked);
  });

  test("works in batches", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 5_000, daysAgo(60));
    const run = await startRun(db, daysAgo(40));
    const cleanup = createCleanup({ database: db, trashDays: 30 });
    await cleanup.cleanUp({ runId: run.id, asOf: daysAgo(40), now: daysAgo(40) }, await run.control());
    const { state } = await purge();
    expect(state.deletedCount).toBe(5_000);
    expect(state.batches).toBeGreaterThan(1);
    expect(await trashIds(db)).toEqual([]);
  });
});
