import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import type { CleanupRequest } from "#lib/todo-service/cleanup/cleanup-schemas.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, addTodos, daysAgo, now, todoIds, trashIds } from "#tests/support/people.ts";
import { startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();

beforeEach(async () => {
  await database.db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
});

async function cleanUp(request: Partial<CleanupRequest> = {}, trashDays = 30) {
  const run = await startRun(database.db, now);
  const cleanup = createCleanup({ database: database.db, trashDays });
  const outcome = await cleanup.cleanUp({ runId: run.id, asOf: now, now, ...request }, await run.control());
  return { ...reached(outcome), run };
}

const justBefore = (instant: Date) => new Date(instant.getTime() - 1);
const justAfter = (instant: Date) => new Date(instant.getTime() + 1);

describe("by each owner's retention", () => {
  test("takes due todos and no others", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const ben = await addOwner(db, { retentionDays: 30 });
    const cleo = await addOwner(db, { retentionDays: null });
    const due = [
      await addTodo(db, ada, { completedAt: daysAgo(8) }),
      await addTodo(db, ada, { completedAt: daysAgo(7) }),
      await addTodo(db, ben, { completedAt: daysAgo(31) }),
    ];
    const staying = [
      await addTodo(db, ada),
      await addTodo(db, ada, { completedAt: justAfter(daysAgo(7)) }),
      await addTodo(db, ada, { completedAt: daysAgo(100), pinned: true }),
      await addTodo(db, ben, { completedAt: daysAgo(29) }),
      await addTodo(db, cleo, { completedAt: daysAgo(1_000) }),
    ];

    const { state, done } = await cleanUp();

    expect(done).toBe(true);
    expect(state).toMatchObject({ deletedCount: 3, batches: 1, skipped: {} });
    expect(await todoIds(db)).toEqual(staying.sort());
    expect(await trashIds(db)).toEqual(due.sort());
  });

  test("moves the whole todo to the trash, with the run that took it", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const id = await addTodo(db, ada, { title: "Water plants", notes: "All of them 🌱", completedAt: daysAgo(9) });
    await db.todo.update({ where: { id }, data: { dueOn: new Date("2026-11-20") } });
    const before = await db.todo.findUniqueOrThrow({ where: { id } });

    const { run } = await cleanUp();

    const trashed = await db.trashedTodo.findUniqueOrThrow({ where: { id } });
    expect(trashed).toEqual({ ...before, trashedAt: now, reason: "cleanup", runId: run.id });
  });

  test.each([
    ["a leap day lies in between", "2028-02-29T12:00:00Z", 2, "2028-03-02T12:00:00Z"],
    ["it begins on a leap day of a century", "2000-02-29T00:00:00Z", 366, "2001-03-01T00:00:00Z"],
    ["clocks go forward in Europe", "2027-03-27T18:30:00+01:00", 1, "2027-03-28T19:30:00+02:00"],
    ["clocks go back in Europe", "2026-10-24T18:30:00+02:00", 7, "2026-10-31T17:30:00+01:00"],
  ])("counts days of 24 hours where %s", async (_name, completed, retentionDays, expected) => {
    const { db } = database;
    const ada = await addOwner(db, { retentionDays });
    const id = await addTodo(db, ada, { completedAt: new Date(completed) });
    const expiry = new Date(expected);

    await cleanUp({ asOf: justBefore(expiry), now: justBefore(expiry) });
    expect(await todoIds(db)).toEqual([id]);
    await cleanUp({ asOf: expiry, now: expiry });
    expect(await trashIds(db)).toEqual([id]);
  });

  test("takes no todo that was changed after asOf", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const touched = await addTodo(db, ada, { completedAt: daysAgo(9), updatedAt: justAfter(daysAgo(1)) });
    const untouched = await addTodo(db, ada, { completedAt: daysAgo(9), updatedAt: daysAgo(1) });

    const { state } = await cleanUp({ asOf: daysAgo(1) });

    expect(state.deletedCount).toBe(1);
    expect(await todoIds(db)).toEqual([touched]);
    expect(await trashIds(db)).toEqual([untouched]);
  });

  test("saves and counts nothing where nothing is due", async () => {
    const { db } = database;
    await addTodo(db, await addOwner(db), { completedAt: daysAgo(6) });
    const { state, done, run } = await cleanUp();
    expect({ done, deletedCount: state.deletedCount, batches: state.batches }).toEqual({
      done: true,
      deletedCount: 0,
      batches: 0,
    });
    expect(await run.saved()).toBeNull();
  });

  test("refuses an asOf in the future", async () => {
    await expect(cleanUp({ asOf: justAfter(now) })).rejects.toMatchObject({ name: "DomainError", kind: "invalid" });
  });

  test("takes many todos in batches, each exactly once", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 12_345, daysAgo(20));
    await addTodos(db, ada, 500, daysAgo(2));
    const dueIds = (await db.todo.findMany({ where: { expiresAt: { lte: now } } })).map((todo) => todo.id).sort();

    const { state, run } = await cleanUp();

    expect(state.deletedCount).toBe(12_345);
    expect(state.batches).toBeGreaterThan(2);
    expect(await run.saved()).toEqual(state);
    expect(await trashIds(db)).toEqual(dueIds);
    expect(await db.todo.count()).toBe(500);
  });

  test("takes todos that expire at the same instant, also where a batch ends between them", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 3_000, daysAgo(20));
    const same = daysAgo(10).toISOString();
    await db.$executeRaw`UPDATE todo SET completed_at = ${same}::timestamptz, expires_at = ${daysAgo(3).toISOString()}::timestamptz`;
    expect((await cleanUp()).state.deletedCount).toBe(3_000);
    expect(await db.trashedTodo.count()).toBe(3_000);
  });
});

describe("by days since completion", () => {
  test("takes todos that were completed as many days ago, to the millisecond, whatever the retention", async () => {
    const { db } = database;
    const ada = await addOwner(db, { retentionDays: null });
    const due = await addTodo(db, ada, { completedAt: daysAgo(7) });
    const staying = [
      await addTodo(db, ada, { completedAt: justAfter(daysAgo(7)) }),
      await addTodo(db, ada, { completedAt: daysAgo(60), pinned: true }),
      await addTodo(db, ada),
    ];

    const { state } = await cleanUp({ days: 7 });

    expect(state.deletedCount).toBe(1);
    expect(await trashIds(db)).toEqual([due]);
    expect(await todoIds(db)).toEqual(staying.sort());
  });

  test("counts the days back from asOf, and takes no todo that was changed after it", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const due = await addTodo(db, ada, { completedAt: daysAgo(3) });
    await addTodo(db, ada, { completedAt: justAfter(daysAgo(3)) });
    await addTodo(db, ada, { completedAt: daysAgo(9), updatedAt: justAfter(daysAgo(2)) });

    await cleanUp({ days: 1, asOf: daysAgo(2) });

    expect(await trashIds(db)).toEqual([due]);
  });

  test("judges the boundary as a retention of as many days does", async () => {
    const { db } = database;
    const days = fc.integer({ min: 1, max: 30 });
    const lateMs = fc.constantFrom(-1, 0, 1);
    const cases = fc.asyncProperty(days, lateMs, async (retentionDays, late) => {
      const taken = async (payload: { days?: number }) => {
        const ada = await addOwner(db, { retentionDays });
        const completedAt = new Date(daysAgo(retentionDays).getTime() + late);
        const id = await addTodo(db, ada, { completedAt });
        await cleanUp(payload);
        return (await db.todo.deleteMany({ where: { id } })).count === 0;
      };
      expect(await taken({ days: retentionDays })).toBe(late <= 0);
      expect(await taken({})).toBe(late <= 0);
    });
    await fc.assert(cases, { numRuns: 12 });
  });

  test("takes everything completed by asOf with 0 days", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodo(db, ada, { completedAt: now });
    await addTodo(db, ada, { completedAt: justAfter(now), updatedAt: now });
    expect((await cleanUp({ days: 0 })).state.deletedCount).toBe(1);
  });
});

describe("without a trash", () => {
  test("deletes at once", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 2_500, daysAgo(20));
    const staying = await addTodo(db, ada, { completedAt: daysAgo(1) });

    const { state } = await cleanUp({}, 0);

    expect(state.deletedCount).toBe(2_500);
    expect(await todoIds(db)).toEqual([staying]);
    expect(await trashIds(db)).toEqual([]);
  });
});

describe("a session whose time zone is not UTC", () => {
  test("changes neither what is due nor what is stored", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    await addTodos(db, ada, 1_500, daysAgo(20));
    const staying = await addTodo(db, ada, { completedAt: justAfter(daysAgo(7)) });
    const run = await startRun(db, now);
    const request = { runId: run.id, asOf: now, now };
    const elsewhere = createDatabase({ url: `${database.url}?options=-c%20TimeZone%3DAsia/Tokyo` });
    try {
      const cleanup = createCleanup({ database: elsewhere, trashDays: 30 });
      const first = reached(await cleanup.cleanUp(request, await run.control({ budgetMs: 0 })));
      const second = reached(await cleanup.cleanUp(request, await run.control()));
      expect([first.state.deletedCount, second.state.deletedCount]).toEqual([1_000, 1_500]);
    } finally {
      await closeDatabase(elsewhere);
    }
    expect(await todoIds(db)).toEqual([staying]);
    expect(await db.trashedTodo.count({ where: { trashedAt: now } })).toBe(1_500);
  });
});
