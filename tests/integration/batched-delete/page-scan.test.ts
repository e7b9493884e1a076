import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DeleteControl } from "#lib/batched-delete/batch-control.ts";
import { deleteInBatches } from "#lib/batched-delete/batched-delete.ts";
import { type DeleteState, initialState } from "#lib/batched-delete/delete-state.ts";
import { planPageScan } from "#lib/batched-delete/page-scan.ts";
import { Prisma } from "#lib/db/client.ts";
import { dueTodos, intoTrash } from "#lib/todo-service/cleanup/cleanup-due.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, now, type Person, todoIds, trashIds } from "#tests/support/people.ts";
import { type SavedRun, startRun } from "./run-control.ts";

const database = setUpTestDatabase();
/** Of about 90 pages, which take three batches. */
const dueCount = 4_000;
let ada: Person;
let client: Client;
let due: string[];
let run: SavedRun;

beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
  ada = await addOwner(db);
  await addTodos(db, ada, dueCount, daysAgo(30));
  due = await todoIds(db);
  run = await startRun(db, now);
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(() => client.end());

const rowsOf = (which: SavedRun) => ({ ...dueTodos({ asOf: now }), moveTo: intoTrash({ runId: which.id, now }) });

/** Begins with the plan of a page scan, which needs 10,000 due rows by itself. */
async function deleteWith(control: DeleteControl<DeleteState>) {
  const pages = await planPageScan(database.db, dueTodos({ asOf: now }), 1);
  const saved = control.saved ?? { ...initialState, pages };
  return reached(await deleteInBatches({ database: database.db, rows: rowsOf(run), control: { ...control, saved } }));
}

/** The id of the n-th todo in the order of the pages. */
async function placed(n: number): Promise<string> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM todo ORDER BY ctid OFFSET $1 LIMIT 1", [n]);
  return rows[0]?.id ?? "";
}

/** Calls `action` as soon as `count` batches are committed. */
async function afterBatches(count: number, action: () => Promise<unknown>): Promise<DeleteControl<DeleteState>> {
  const control = await run.control();
  return {
    ...control,
    async save(transaction, state) {
      if (state.batches === count + 1) await action();
      await control.save(transaction, state);
    },
  };
}

describe("a page scan is planned", () => {
  test("where at least 10,000 rows are due", async () => {
    await addTodos(database.db, ada, 6_000, daysAgo(29));
    const pages = await planPageScan(database.db, dueTodos({ asOf: now }));
    const { rows } = await client.query("SELECT pg_relation_size('todo') / 8192 AS count");
    expect(pages).toMatchObject({ next: 0, end: Number(rows[0].count) });
    await client.query("DELETE FROM todo WHERE id = ANY($1)", [due.slice(0, 1)]);
    expect(await planPageScan(database.db, dueTodos({ asOf: now }))).toBeNull();
  });

  test("but not where most pages hold nothing due", async () => {
    await client.query(
      "UPDATE todo SET notes = repeat(md5(id::text), 20), completed_at = NULL, expires_at = NULL WHERE random() < 0.98",
    );
    const { rows } = await client.query(
      "SELECT pg_relation_size('todo') / 8192 AS count FROM todo WHERE expires_at IS NOT NULL",
    );
    expect(Number(rows[0].count)).toBeGreaterThan(rows.length);
    expect(await planPageScan(database.db, dueTodos({ asOf: now }), 100)).toBeNull();
  });
});

describe("a page scan", () => {
  test("deletes everything, in batches", async () => {
    const { state, done } = await deleteWith(await run.control());
    expect(done).toBe(true);
    expect(state).toMatchObject({ deletedCount: dueCount, cursor: null, scanned: true, skipped: {}, lockedIds: [] });
    expect(state.pages?.next).toBe(state.pages?.end);
    expect(state.batches).toBeGreaterThan(2);
    expect(await trashIds(database.db)).toEqual(due);
    expect(await todoIds(database.db)).toEqual([]);
  });

  test("waits a moment for a locked row, and then skips only that row", async () => {
    const locked = await placed(2_500);
    await client.query("BEGIN");
    await client.query("SELECT FROM todo WHERE id = $1 FOR UPDATE", [locked]);
    const { state, done } = await deleteWith(await run.control());
    expect(done).toBe(true);
    expect(state).toMatchObject({ deletedCount: dueCount - 1, skipped: { locked: 1 } });
    expect(await todoIds(database.db)).toEqual([locked]);
    await client.query("ROLLBACK");
  });

  test.each([
    ["reopened", "completed_at = NULL, expires_at = NULL"],
    ["pinned", "pinned = true, expires_at = NULL"],
    ["changed", "title = 'Other', updated_at = updated_at + interval '1 year'"],
  ])("leaves a locked row that turns out to be %s", async (reason, change) => {
    const locked = await placed(2_500);
    await client.query("BEGIN");
    await client.query(`UPDATE todo SET ${change} WHERE id = $1`, [locked]);
    const { batches } = (await deleteWith(await run.control({ budgetMs: 0 }))).state;
    const atEndOfScan = async () => {
      const control = await run.control();
      return {
        ...control,
        async save(...[transaction, state]: Parameters<typeof control.save>) {
          if (state.scanned && state.lockedIds.length > 0) await client.query("COMMIT");
          await control.save(transaction, state);
        },
      };
    };
    const { state } = await deleteWith(await atEndOfScan());
    expect(state.batches).toBeGreaterThan(batches);
    expect(state).toMatchObject({ deletedCount: dueCount - 1, skipped: { [reason]: 1 } });
    expect(await todoIds(database.db)).toEqual([locked]);
    expect(await trashIds(database.db)).toEqual(due.filter((id) => id !== locked));
  });

  test("goes on row by row where PostgreSQL gives no other reason than a cancel for a lock timeout", async () => {
    await client.query(`CREATE FUNCTION cancel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF current_setting('lock_timeout') = '20ms' THEN RAISE EXCEPTION 'canceled' USING ERRCODE = '57014'; END IF;
      RETURN new; END $$`);
    await client.query(`CREATE TRIGGER cancel BEFORE INSERT ON trashed_todo
      FOR EACH ROW WHEN (new.title = 'Todo 1700') EXECUTE FUNCTION cancel()`);
    const { state, done } = await deleteWith(await run.control());
    await client.query("DROP FUNCTION cancel CASCADE");
    expect([done, state.deletedCount, state.failed]).toEqual([true, dueCount, []]);
    expect(await trashIds(database.db)).toEqual(due);
  });

  test("leaves a row that is pinned between two batches", async () => {
    const pinned = await placed(3_990);
    const pin = () => client.query("UPDATE todo SET pinned = true, expires_at = NULL WHERE id = $1", [pinned]);
    const { state } = await deleteWith(await afterBatches(1, pin));
    expect(state.deletedCount).toBe(dueCount - 1);
    expect(await todoIds(database.db)).toEqual([pinned]);
  });

  test("continues as an index scan after the table was rewritten", async () => {
    const first = await deleteWith(await run.control({ budgetMs: 0 }));
    expect(first.done).toBe(false);
    await client.query("VACUUM FULL todo");
    const second = await deleteWith(await run.control({ budgetMs: 0 }));
    expect(second.state.pages).toBeNull();
    const { state, done } = await deleteWith(await run.control());
    expect(done).toBe(true);
    expect(state.deletedCount).toBe(dueCount);
    expect(await trashIds(database.db)).toEqual(due);
  });

  test("lets an error through that is about no row", async () => {
    const moveTo = { ...rowsOf(run).moveTo, insert: Prisma.sql`INSERT INTO no_such_trash SELECT id FROM deleted` };
    const rows = { ...rowsOf(run), moveTo };
    const work = deleteInBatches({ database: database.db, rows, control: await run.control() });
    await expect(work).rejects.toThrow("no_such_trash");
    expect(await todoIds(database.db)).toHaveLength(dueCount);
  });
});
