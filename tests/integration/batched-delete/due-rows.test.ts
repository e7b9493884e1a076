import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DueRows } from "#lib/batched-delete/due-rows.ts";
import { type IndexRange, scanIndex } from "#lib/batched-delete/index-scan.ts";
import { scanPages } from "#lib/batched-delete/page-scan.ts";
import { retrySkipped } from "#lib/batched-delete/retry-skipped.ts";
import { Prisma } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { dueTodos, intoTrash } from "#lib/todo-service/cleanup/cleanup-due.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, daysAgo, now, todoIds, trashIds } from "#tests/support/people.ts";

const database = setUpTestDatabase();
const runId = newId(now);
const todos: DueRows = { ...dueTodos({ asOf: now }), moveTo: intoTrash({ runId, now }) };

/**
 * Due rows behind a gate: a statement that waits at it has its snapshot already, and sees nothing that commits
 * meanwhile.
 */
const gated: DueRows = { ...todos, due: Prisma.sql`${todos.due} AND pass_gate()` };
let gatekeeper: Client;

beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, "user" CASCADE`;
  await db.$executeRaw`CREATE TABLE IF NOT EXISTS gate (is_open boolean)`;
  // Not a lock: a page scan would not wait for it.
  await db.$executeRaw`CREATE OR REPLACE FUNCTION pass_gate() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      WHILE NOT (SELECT is_open FROM gate) LOOP PERFORM pg_sleep(0.002); END LOOP;
      RETURN true;
    END $$`;
  gatekeeper = new Client({ connectionString: database.url });
  await gatekeeper.connect();
});

afterEach(() => gatekeeper.end());

const scan = (rows: DueRows) =>
  database.db.$transaction((transaction) => scanIndex(transaction, rows, { after: null, limit: 100 }));

const scanWholePages = (rows: DueRows) =>
  database.db.$transaction(async (transaction) => {
    const range = { pages: { next: 0, end: 100, file: 1 }, count: 100 };
    return scanPages(transaction, rows, range);
  });

/** Starts a scan, waits until it has its snapshot, changes something, and only then lets the scan read a row. */
async function scanDuring<T>(change: () => Promise<unknown>, start: () => Promise<T>): Promise<T> {
  await gatekeeper.query("TRUNCATE gate");
  await gatekeeper.query("INSERT INTO gate VALUES (false)");
  const scanning = start();
  await vi.waitFor(
    async () => {
      const { rows } = await gatekeeper.query(
        "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'",
      );
      expect(rows).toHaveLength(1);
    },
    { timeout: 10_000, interval: 5 },
  );
  await change();
  await gatekeeper.query("UPDATE gate SET is_open = true");
  return scanning;
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

  /** Five due todos, one of which changes while they are scanned. */
  async function scanFive<Step>(change: (id: string) => Prisma.Sql, start: () => Promise<Step>) {
    const { db } = database;
    const ada = await addOwner(db);
    const ids = [];
    for (let days = 8; days < 13; days += 1) ids.push(await addTodo(db, ada, { completedAt: daysAgo(days) }));
    const [, , changed = ""] = ids;
    const step = await scanDuring(() => db.$executeRaw`${change(changed)}`, start);
    expect(await trashIds(db)).toEqual(ids.filter((id) => id !== changed).sort());
    return { step, changed };
  }

  test.each(changes)("is not deleted when it was %s", async (_name, change, skipped) => {
    const { step, changed } = await scanFive(change, () => scan(gated));

    expect(step).toMatchObject({ deleted: 4, seen: 5, reachedEnd: true, lockedIds: [changed] });
    const left = await todoIds(database.db);
    const retry = await database.db.$transaction((transaction) => retrySkipped(transaction, todos, step.lockedIds));
    expect(retry).toEqual({ retried: 1, deleted: 0, skipped });
    expect(await todoIds(database.db)).toEqual(left);
  });

  test.each(changes)("is not deleted by a page scan either when it was %s", async (_name, change) => {
    const { step } = await scanFive(change, () => scanWholePages(gated));
    expect(step).toMatchObject({ deleted: 4, reachedEnd: true, lockedIds: [] });
  });

  test("is deleted by the retry, as it is then, when it is still due", async () => {
    const { db } = database;
    const id = await addTodo(db, await addOwner(db), { completedAt: daysAgo(9) });

    const step = await scanDuring(
      () => db.todo.update({ where: { id }, data: { title: "Buy oat milk" } }),
      () => scan(gated),
    );
    expect(step).toMatchObject({ deleted: 0, seen: 1, lockedIds: [id] });
    expect(await trashIds(db)).toEqual([]);

    const retry = await db.$transaction((transaction) => retrySkipped(transaction, todos, step.lockedIds));
    expect(retry.deleted).toBe(1);
    expect(await todoIds(db)).toEqual([]);
    expect((await db.trashedTodo.findUniqueOrThrow({ where: { id } })).title).toBe("Buy oat milk");
  });
});

describe("an index scan", () => {
  test("continues after its cursor and says where it ended", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const ids = [];
    for (const days of [12, 11, 10, 9]) ids.push(await addTodo(db, ada, { completedAt: daysAgo(days) }));
    const scanAfter = (after: IndexRange["after"], limit: number) =>
      db.$transaction((transaction) => scanIndex(transaction, todos, { after, limit }));

    const first = await scanAfter(null, 3);
    expect(first).toMatchObject({ deleted: 3, reachedEnd: false, lockedIds: [] });
    expect(first.position.cursor?.id).toBe(ids[2]);
    expect(new Date(first.position.cursor?.at ?? "")).toEqual(daysAgo(3));
    const second = await scanAfter(first.position.cursor ?? null, 3);
    expect(second).toMatchObject({ deleted: 1, reachedEnd: true });
    const third = await scanAfter(second.position.cursor ?? null, 3);
    expect(third).toEqual({ deleted: 0, seen: 0, position: {}, reachedEnd: true, lockedIds: [] });
  });

  test("never looks again at the row that it ended with, which may be locked", async () => {
    const { db } = database;
    const ada = await addOwner(db);
    const first = await addTodo(db, ada, { completedAt: daysAgo(9) });
    await addTodo(db, ada, { completedAt: daysAgo(8) });
    await gatekeeper.query("BEGIN");
    await gatekeeper.query("SELECT FROM todo WHERE id = $1 FOR UPDATE", [first]);
    const scanAfter = (after: IndexRange["after"]) =>
      db.$transaction((transaction) => scanIndex(transaction, todos, { after, limit: 1 }));
    const step = await scanAfter(null);
    expect(step).toMatchObject({ deleted: 0, seen: 1, lockedIds: [first] });
    expect(await scanAfter(step.position.cursor ?? null)).toMatchObject({ deleted: 1, seen: 1, lockedIds: [] });
    await gatekeeper.query("ROLLBACK");
  });

  test("skips rows whose owner is being deleted, without waiting", async () => {
    const { db } = database;
    const [deleted, other] = [await addOwner(db), await addOwner(db)];
    const locked = await addTodo(db, deleted, { completedAt: daysAgo(9) });
    const moved = await addTodo(db, other, { completedAt: daysAgo(9) });
    // The cascade reaches the todos only at the end of the statement; this is the moment before.
    await gatekeeper.query("BEGIN");
    await gatekeeper.query(`SELECT FROM "user" WHERE id = $1 FOR UPDATE`, [deleted.id]);

    const step = await scan(todos);
    expect(step).toMatchObject({ deleted: 1, seen: 2, lockedIds: [locked] });
    await gatekeeper.query(`DELETE FROM "user" WHERE id = $1`, [deleted.id]);
    await gatekeeper.query("COMMIT");
    expect(await trashIds(db)).toEqual([moved]);
    expect(await todoIds(db)).toEqual([]);
  });
});
