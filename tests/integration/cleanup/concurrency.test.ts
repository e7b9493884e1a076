import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeleteControl } from "#lib/batched-delete/batch-control.ts";
import type { DeleteState } from "#lib/batched-delete/delete-state.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, addTodos, daysAgo, now, todoIds, trashIds } from "#tests/support/people.ts";
import { type SavedRun, startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();
let client: Client;

beforeEach(async () => {
  await database.db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(() => client.end());

async function cleanUp(run: SavedRun, control?: DeleteControl<DeleteState>) {
  const cleanup = createCleanup({ database: database.db, trashDays: 30 });
  return reached(await cleanup.cleanUp({ runId: run.id, asOf: now, now }, control ?? (await run.control())));
}

/** Calls `action` after the first batch has read its rows, while its transaction is open. */
async function duringFirstBatch(run: SavedRun, action: () => Promise<unknown>): Promise<DeleteControl<DeleteState>> {
  const control = await run.control();
  let batches = 0;
  return {
    ...control,
    async save(transaction, state) {
      batches += 1;
      if (batches === 1) await action();
      await control.save(transaction, state);
    },
  };
}

describe("a due todo that a client has locked", () => {
  async function lockedTodo() {
    const ada = await addOwner(database.db);
    const locked = await addTodo(database.db, ada, { completedAt: daysAgo(9) });
    const others = [
      await addTodo(database.db, ada, { completedAt: daysAgo(10) }),
      await addTodo(database.db, ada, { completedAt: daysAgo(8) }),
    ];
    await client.query("BEGIN");
    return { locked, others };
  }

  test("is skipped while it is locked, and deleted by the next cleanup", async () => {
    const { locked, others } = await lockedTodo();
    await client.query("SELECT FROM todo WHERE id = $1 FOR UPDATE", [locked]);

    const { state, done } = await cleanUp(await startRun(database.db, now));
    expect(done).toBe(true);
    expect(state.deletedCount).toBe(2);
    expect(state.skipped).toEqual({ locked: 1 });
    expect(await todoIds(database.db)).toEqual([locked]);

    await client.query("ROLLBACK");
    const next = await cleanUp(await startRun(database.db, now));
    expect(next.state).toMatchObject({ deletedCount: 1, skipped: {} });
    expect(await trashIds(database.db)).toEqual([locked, ...others].sort());
  });

  test("is deleted by the retry when it was unlocked unchanged", async () => {
    const { locked, others } = await lockedTodo();
    await client.query("SELECT FROM todo WHERE id = $1 FOR UPDATE", [locked]);
    const run = await startRun(database.db, now);
    const { state } = await cleanUp(run, await duringFirstBatch(run, () => client.query("ROLLBACK")));
    expect(state).toMatchObject({ deletedCount: 3, batches: 2, skipped: {} });
    expect(await trashIds(database.db)).toEqual([locked, ...others].sort());
  });

  test.each([
    ["reopened", "completed_at = NULL, expires_at = NULL"],
    ["pinned", "pinned = true, expires_at = NULL"],
    ["changed", "title = 'Buy oat milk', updated_at = updated_at + interval '30 days'"],
  ])("is skipped when it turns out to be %s", async (reason, change) => {
    const { locked, others } = await lockedTodo();
    await client.query(`UPDATE todo SET ${change} WHERE id = $1`, [locked]);
    const run = await startRun(database.db, now);
    const { state } = await cleanUp(run, await duringFirstBatch(run, () => client.query("COMMIT")));
    expect(state).toMatchObject({ deletedCount: 2, skipped: { [reason]: 1 } });
    expect(await todoIds(database.db)).toEqual([locked]);
    expect(await trashIds(database.db)).toEqual(others.sort());
  });

  test("is not counted when the client deleted it", async () => {
    const { locked, others } = await lockedTodo();
    await client.query("DELETE FROM todo WHERE id = $1", [locked]);
    const run = await startRun(database.db, now);
    const { state } = await cleanUp(run, await duringFirstBatch(run, () => client.query("COMMIT")));
    expect(state).toMatchObject({ deletedCount: 2, skipped: {} });
    expect(await trashIds(database.db)).toEqual(others.sort());
  });
});

describe("a client that waits for a todo of the current batch", () => {
  test("waits for that batch only, and finds the todo gone", async () => {
    const ada = await addOwner(database.db);
    const moved = await addTodo(database.db, ada, { completedAt: daysAgo(9) });
    await addTodos(database.db, ada, 2_000, daysAgo(8));
    const run = await startRun(database.db, now);
    let pinning: Promise<{ rowCount: number | null }> | undefined;
    const control = await duringFirstBatch(run, async () => {
      pinning = client.query("UPDATE todo SET pinned = true, expires_at = NULL WHERE id = $1", [moved]);
    });
    await cleanUp(run, control);
    expect((await pinning)?.rowCount).toBe(0);
    expect(await database.db.trashedTodo.count({ where: { id: moved } })).toBe(1);
  });
});

describe("several cleanups at once", () => {
  test("take every due todo exactly once, and their counts add up", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 12_000, daysAgo(30));
    const due = await todoIds(db);
    await addTodos(db, ada, 1_000, daysAgo(3));
    const runs = await Promise.all([1, 2, 3].map(() => startRun(db, now)));

    const results = await Promise.all(runs.map((run) => cleanUp(run)));
    const last = await cleanUp(await startRun(db, now));

    const counts = [...results, last].map(({ state }) => state.deletedCount);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12_000);
    expect(await trashIds(db)).toEqual(due);
    expect(await db.todo.count()).toBe(1_000);
    for (const [index, run] of runs.entries()) {
      expect(await db.trashedTodo.count({ where: { runId: run.id } })).toBe(counts[index]);
    }
  });
});

describe("a cleanup while people work", () => {
  test("takes what nobody changed, and nothing that somebody pinned in time", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 6_000, daysAgo(30));
    const ids = await todoIds(db);
    const pinned = new Set<string>();
    let working = true;
    async function keepRandomly(seed: number) {
      const worker = new Client({ connectionString: database.url });
      await worker.connect();
      for (let step = 0; working; step += 1) {
        const id = ids[(seed + step * 7_919) % ids.length] ?? "";
        const { rowCount } = await worker.query(
          "UPDATE todo SET pinned = true, expires_at = NULL, updated_at = $2 WHERE id = $1",
          [id, now],
        );
        if (rowCount === 1) pinned.add(id);
      }
      await worker.end();
    }
    const workers = [17, 2_003, 4_001].map(keepRandomly);

    const { state } = await cleanUp(await startRun(db, now));
    working = false;
    await Promise.all(workers);

    expect(await todoIds(db)).toEqual([...pinned].sort());
    expect(await trashIds(db)).toEqual(ids.filter((id) => !pinned.has(id)));
    expect(state.deletedCount).toBe(6_000 - pinned.size);
    expect(pinned.size).toBeGreaterThan(0);
  });
});
