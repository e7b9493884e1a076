import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "#lib/id.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, addTodos, daysAgo, now, type Person, todoIds, trashIds } from "#tests/support/people.ts";
import { startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();
let ada: Person;

beforeEach(async () => {
  await database.db.$executeRaw`TRUNCATE todo, trashed_todo, "user" CASCADE`;
  ada = await addOwner(database.db);
});

/** A due todo whose id is in the trash, too. */
async function addTwin(completedAt = daysAgo(20)): Promise<string> {
  const id = await addTodo(database.db, ada, { completedAt });
  const { ownerId, title, notes, pinned, createdAt, updatedAt } = await database.db.todo.findUniqueOrThrow({
    where: { id },
  });
  const row = { id, ownerId, title, notes, pinned, createdAt, updatedAt, trashedAt: daysAgo(1), reason: "user" };
  await database.db.trashedTodo.create({ data: row });
  return id;
}

async function cleanUp(days?: number) {
  const run = await startRun(database.db, now);
  const request = { runId: run.id, asOf: now, now, ...(days === undefined ? {} : { days }) };
  return reached(await createCleanup({ database: database.db, trashDays: 30 }).cleanUp(request, await run.control()));
}

const inTrashAlready = "its id is taken already";

describe("a row that can't be moved is set aside, and all others go", () => {
  test.each([
    ["by each owner's retention", undefined],
    ["by days", 3],
  ])("%s", async (_how, days) => {
    const twins = [await addTwin(), await addTwin(daysAgo(9))];
    await addTodos(database.db, ada, 700, daysAgo(15));
    const { state, done } = await cleanUp(days);
    expect(done).toBe(true);
    expect(state).toMatchObject({
      deletedCount: 700,
      failed: [{ reason: inTrashAlready, count: 2, ids: twins }],
    });
    expect(await todoIds(database.db)).toEqual(twins.toSorted());
    expect(await trashIds(database.db)).toHaveLength(702);
  });

  test("in a scan of whole pages", async () => {
    await addTodos(database.db, ada, 5_000, daysAgo(15));
    const twin = await addTwin();
    await addTodos(database.db, ada, 5_000, daysAgo(15));
    const { state } = await cleanUp();
    expect(state.pages).not.toBeNull();
    expect(state).toMatchObject({ deletedCount: 10_000, failed: [{ reason: inTrashAlready, count: 1, ids: [twin] }] });
    expect(await todoIds(database.db)).toEqual([twin]);
  });

  test("whatever the reason, and although every row of a batch fails", async () => {
    const { db } = database;
    await db.$executeRaw`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'not this one'; END $$`;
    await db.$executeRaw`CREATE TRIGGER refuse BEFORE DELETE ON todo FOR EACH ROW
      WHEN (OLD.title <> 'Todo 200') EXECUTE FUNCTION refuse()`;
    try {
      await addTodos(db, ada, 201, daysAgo(15));
      const { state } = await cleanUp();
      expect(state).toMatchObject({
        deletedCount: 1,
        failed: [{ reason: "the database refused it (P0001)", count: 200, ids: expect.any(Array) }],
      });
      expect(state.failed[0]?.ids).toHaveLength(10);
    } finally {
      await db.$executeRaw`DROP FUNCTION refuse() CASCADE`;
    }
  });

  test("when it was locked at first", async () => {
    const { db } = database;
    const twin = await addTwin();
    const run = await startRun(db, now);
    const control = await run.control();
    let release = () => {};
    const locking = Promise.withResolvers<void>();
    const locked = db.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT FROM todo WHERE id = ${twin}::uuid FOR UPDATE`;
      locking.resolve();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await locking.promise;
    const outcome = await createCleanup({ database: db, trashDays: 30 }).cleanUp(
      { runId: run.id, asOf: now, now },
      {
        ...control,
        async save(transaction, saved) {
          await control.save(transaction, saved);
          if (saved.lockedIds.length === 0) return;
          release();
          await locked;
        },
      },
    );
    expect(reached(outcome).state).toMatchObject({
      deletedCount: 0,
      lockedIds: [],
      skipped: {},
      failed: [{ reason: inTrashAlready, count: 1, ids: [twin] }],
    });
  });
});

test("an error that is about no row ends the cleanup", async () => {
  await addTodo(database.db, ada, { completedAt: daysAgo(20) });
  const run = await startRun(database.db, now);
  const control = await run.control();
  // Lost once: another try would succeed, and take the rows one by one.
  let save: typeof control.save = async () => {
    save = control.save;
    throw new Error("no connection");
  };
  const broken: typeof control = { ...control, save: (...given) => save(...given) };
  const cleanUp = createCleanup({ database: database.db, trashDays: 30 }).cleanUp(
    { runId: newId(now), asOf: now, now },
    broken,
  );
  await expect(cleanUp).rejects.toThrow("no connection");
  expect(await todoIds(database.db)).toHaveLength(1);
});
