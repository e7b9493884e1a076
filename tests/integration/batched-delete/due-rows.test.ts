import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DueRows } from "#lib/batched-delete/due-rows.ts";
import { type Stretch, walkIndex } from "#lib/batched-delete/index-scan.ts";
import { walkPages } from "#lib/batched-delete/page-scan.ts";
import { tryAgain } from "#lib/batched-delete/retry-skipped.ts";
import { Prisma } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { cleanUpTrash, dueTodos } from "#lib/todo-service/cleanup/cleanup-due.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, daysAgo, now, todoIds, trashIds } from "../cleanup/people.ts";

const database = setUpTestDatabase();
const runId = newId(now);
const todos: DueRows = { ...dueTodos({ asOf: now }), moveTo: cleanUpTrash({ runId, now }) };

/** A gate in front of a statement that has its snapshot already: whatever commits meanwhile, it doesn't see. */
const gated: DueRows = { ...todos, due: Prisma.sql`${todos.due} AND pass_gate()` };
let keeper: Client;

beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, "user" CASCADE`;
  await db.$executeRaw`CREATE TABLE IF NOT EXISTS gate (is_open boolean)`;
  // Not a lock, which the walk through the pages would not wait for.
  await db.$executeRaw`CREATE OR REPLACE FUNCTION pass_gate() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      WHILE NOT (SELECT is_open FROM gate) LOOP PERFORM pg_sleep(0.002); END LOOP;
      RETURN true;
    END $$`;
  keeper = new Client({ connectionString: database.url });
  await keeper.connect();
});

afterEach(() => keeper.end());

const walk = (rows: DueRows) =>
  database.db.$transaction((transaction) => walkIndex(transaction, rows, { after: null, limit: 100 }));

const walkAtOnce = (rows: DueRows) =>
  database.db.$transaction(async (transaction) => {
    const range = { pages: { next: 0, end: 100, file: 1 }, count: 100 };
    return walkPages(transaction, rows, range);
  });

/** Starts a walk, lets it take its snapshot, does something else, and only then lets the walk read a row. */
async function walkDuring<T>(change: () => Promise<unknown>, start: () => Promise<T>): Promise<T> {
  await keeper.query("TRUNCATE gate");
  await keeper.query("INSERT INTO gate VALUES (false)");
  const walking = start();
  await vi.waitFor(
    async () => {
      const { rows } = await keeper.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
      );
      expect(rows).toHaveLength(1);
    },
    { timeout: 10_000, interval: 5 },
  );
  await change();
  await keeper.query("UPDATE gate SET is_open = true");
  return walking;
}

describe("a row that changes between the batch's snapshot and its lock", () => {
  const changes: [string, (id: string) => Prisma.Sql, Record<string, number>][] = [
    [
      "reopened",
      (id) => Prisma.sql`UPDATE todo SET completed_at = NULL, expires_at = NULL WHERE id = ${id}::uuid`,
      { locked: 0, reopened: 1, pinned: 0, changed: 0 },
    ],
    [
      "pinned",
      (id) => Prisma.sql`UPDATE todo SET pinned = true, expires_at = NULL WHERE id = ${id}::uuid`,
      { locked: 0, reopened: 0, pinned: 1, changed: 0 },
    ],
    [
      "edited",
      (id) =>
        Prisma.sql`UPDATE todo SET title = 'Other', updated_at = updated_at + interval '1 year' WHERE id = ${id}::uuid`,
      { locked: 0, reopened: 0, pinned: 0, changed: 1 },
    ],
    [
      "given a longer retention",
      (id) => Prisma.sql`UPDATE todo SET expires_at = expires_at + interval '1 year' WHERE id = ${id}::uuid`,
      { locked: 0, reopened: 0, pinned: 0, changed: 1 },
    ],
    [
      "deleted",
      (id) => Prisma.sql`DELETE FROM todo WHERE id = ${id}::uuid`,
      { locked: 0, reopened: 0, pinned: 0, changed: 0 },
    ],
  ];

  test.each(changes)("is not taken when it was %s", async (_name, change, skipped) => {
    const { db } = database;
    const ada = await addOwner(db);
    const ids = [];
    for (let days = 8; days < 13; days += 1) ids.push(await addTodo(db, ada, { completedAt: daysAgo(days) }));
    const [, , changed = ""] = ids;

    const walked = await walkDuring(
      () => db.$executeRaw`${change(changed)}`,
      () => walk(gated),
    );

    expect(walked).toMatchObject({ taken: 4, seen: 5, reachedEnd: true, passedOver: [changed] });
    expect(await trashIds(db)).toEqual(ids.filter((id) => id !== changed).sort());
    const left = await todoIds(db);
    const tried = await db.$transaction((transaction) => tryAgain(transaction, todos, walked.passedOver));
    expect(tried).toEqual({ tried: 1, taken: 0, skipped });
    expect(await todoIds(db)).toEqual(left);
  });

  test.each(changes)("is not taken by a walk through the pages either when it was %s", async (_name, change) => {
    const { db } = database;
    const ada = await addOwner(db);
    const ids = [];
    for (let days = 8; days < 13; days += 1) ids.push(await addTodo(db, ada, { completedAt: daysAgo(days) }));
    const [, , changed = ""] = ids;

    const walked = await walkDuring(
      () => db.$executeRaw`${change(changed)}`,
      () => walkAtOnce(gated),
    );

    expect(walked).toMatchObject({ taken: 4, reachedEnd: true, passedOver: [] });
    expect(await trashIds(db)).toEqual(ids.filter((id) => id !== changed).sort());
  });

  test("is taken at the second try, as it is then, when it is due all the same", async () => {
    const { db } = database;
    const id = await addTodo(db, await addOwner(db), { completedAt: daysAgo(9) });

    const walked = await walkDuring(
      () => db.todo.update({ where: { id }, data: { title: "Buy oat milk" } }),
      () => walk(gated),
    );
    expect(walked).toMatchObject({ taken: 0, seen: 1, passedOver: [id] });
    expect(await trashIds(db)).toEqual([]);

    const tried = await db.$transaction((transaction) => tryAgain(transaction, todos, walked.passedOver));
    expect(tried.taken).toBe(1);
    expect(await todoIds(db)).toEqual([]);
    expect((await db.trashedTodo.findUniqueOrThrow({ where: { id } })).title).toBe("Buy oat milk");
  });
});

describe("a walk", () => {
  test("goes on after a key and says where it ended", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const ids = [];
    for (const days of [12, 11, 10, 9]) ids.push(await addTodo(db, ada, { completedAt: daysAgo(days) }));
    const step = (after: Stretch["after"], limit: number) =>
      db.$transaction((transaction) => walkIndex(transaction, todos, { after, limit }));

    const first = await step(null, 3);
    expect(first).toMatchObject({ taken: 3, reachedEnd: false, passedOver: [] });
    expect(first.position.cursor?.id).toBe(ids[2]);
    expect(new Date(first.position.cursor?.at ?? "")).toEqual(daysAgo(3));
    const second = await step(first.position.cursor ?? null, 3);
    expect(second).toMatchObject({ taken: 1, reachedEnd: true });
    const third = await step(second.position.cursor ?? null, 3);
    expect(third).toEqual({ taken: 0, seen: 0, position: {}, reachedEnd: true, passedOver: [] });
  });

  test("passes over rows whose owner somebody is deleting, without waiting", async () => {
    const { db } = database;
    const [leaving, staying] = [await addOwner(db), await addOwner(db)];
    const lost = await addTodo(db, leaving, { completedAt: daysAgo(9) });
    const kept = await addTodo(db, staying, { completedAt: daysAgo(9) });
    // The cascade reaches the todos only at the end of the statement; this is the moment before.
    await keeper.query("BEGIN");
    await keeper.query(`SELECT FROM "user" WHERE id = $1 FOR UPDATE`, [leaving.id]);

    const walked = await walk(todos);
    expect(walked).toMatchObject({ taken: 1, seen: 2, passedOver: [lost] });
    await keeper.query(`DELETE FROM "user" WHERE id = $1`, [leaving.id]);
    await keeper.query("COMMIT");
    expect(await trashIds(db)).toEqual([kept]);
    expect(await todoIds(db)).toEqual([]);
  });
});
