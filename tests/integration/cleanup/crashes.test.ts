import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { newId } from "#lib/id.ts";
import { createCleanup } from "#lib/todo-service/cleanup/cleanup.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, now, todoIds, trashIds } from "#tests/support/people.ts";
import { type SavedRun, startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();
const script = fileURLToPath(new URL("./cleanup-process.ts", import.meta.url));
/** Few enough for an index scan, and enough for a page scan. */
const [indexScan, pageScan] = [4_000, 10_500];
/** In the middle of the run, however large its batches are. */
const gate = 2_500;
let dueCount: number;
const children = new Set<ChildProcess>();
let client: Client;
let due: string[];
let staying: string[];

async function addDue(count: number) {
  const { db } = database;
  dueCount = count;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
  const ada = await addOwner(db);
  await addTodos(db, ada, dueCount, daysAgo(30));
  due = await todoIds(db);
  await addTodos(db, ada, 100, daysAgo(3));
  const isDue = new Set(due);
  staying = (await todoIds(db)).filter((id) => !isDue.has(id));
}

beforeEach(async () => {
  client = new Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  children.clear();
  await client.end();
  await database.db.$executeRaw`DROP TRIGGER IF EXISTS wait_at_gate ON trashed_todo`;
  await database.db.$executeRaw`DROP TRIGGER IF EXISTS break_off ON trashed_todo`;
});

const cleanup = () => createCleanup({ database: database.db, trashDays: 30 });

function startProcess(run: SavedRun) {
  const child = spawn(process.execPath, [script, database.url, run.id], { stdio: ["ignore", "inherit", "inherit"] });
  children.add(child);
  return { child, exited: once(child, "exit") };
}

/**
 * Makes another attempt of the same run, as an engine does after a crash, and expects each due todo to be counted once.
 */
async function resumeAndCheck(run: SavedRun) {
  const outcome = await cleanup().cleanUp({ runId: run.id, asOf: now, now }, await run.control());
  const { state, done } = reached(outcome);
  expect(done).toBe(true);
  expect(state.deletedCount).toBe(dueCount);
  expect(state).toEqual(await run.saved());
  expect(await trashIds(database.db)).toEqual(due);
  expect(await todoIds(database.db)).toEqual(staying);
  return state;
}

/** Blocks the transaction that trashes the n-th due todo until the gate is opened. */
async function closeGateAt(place: number) {
  await client.query("SELECT pg_advisory_lock(727)");
  await client.query(`CREATE OR REPLACE FUNCTION wait_at_gate() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(727); RETURN new; END $$`);
  await client.query(`CREATE TRIGGER wait_at_gate BEFORE INSERT ON trashed_todo FOR EACH ROW
    WHEN (new.title = 'Todo ${place}') EXECUTE FUNCTION wait_at_gate()`);
}

/** Ends the connection at the commit of the transaction that trashes the n-th due todo. */
async function breakOffAt(place: number) {
  await client.query(`CREATE OR REPLACE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END $$`);
  await client.query(`CREATE CONSTRAINT TRIGGER break_off AFTER INSERT ON trashed_todo DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (new.title = 'Todo ${place}') EXECUTE FUNCTION break_off()`);
}

const openGate = () => client.query("SELECT pg_advisory_unlock(727)");

/** The server process that waits at the gate. */
async function pidAtGate(): Promise<number> {
  return vi.waitFor(
    async () => {
      const { rows } = await client.query<{ pid: number }>(`
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event = 'advisory'`);
      expect(rows).toHaveLength(1);
      return rows[0]?.pid ?? 0;
    },
    { timeout: 20_000, interval: 25 },
  );
}

describe.each([indexScan, pageScan])("a run over %i todos that is interrupted", (count) => {
  beforeEach(() => addDue(count));

  test("within a batch by a lost connection continues after its last batch", async () => {
    const run = await startRun(database.db, now);
    await closeGateAt(gate);
    const attempt = cleanup().cleanUp({ runId: run.id, asOf: now, now }, await run.control());
    const outcome = attempt.then(() => "finished").catch(() => "failed");
    await client.query("SELECT pg_terminate_backend($1)", [await pidAtGate()]);
    expect(await outcome).toBe("failed");

    const saved = await run.saved();
    expect(saved?.deletedCount).toBeGreaterThan(0);
    expect(saved?.deletedCount).toBeLessThanOrEqual(gate);
    expect(await trashIds(database.db)).toHaveLength(saved?.deletedCount ?? 0);
    await openGate();
    const state = await resumeAndCheck(run);
    expect(state.batches).toBeGreaterThan(saved?.batches ?? 0);
  });

  test("at the commit of a batch by a lost connection continues after the batch before", async () => {
    const run = await startRun(database.db, now);
    await breakOffAt(gate);
    await expect(cleanup().cleanUp({ runId: run.id, asOf: now, now }, await run.control())).rejects.toThrow();
    // The pool may give out the broken connection once more.
    const saved = await vi.waitFor(() => run.saved());
    expect(saved?.deletedCount).toBeGreaterThan(0);
    expect(await trashIds(database.db)).toHaveLength(saved?.deletedCount ?? 0);
    await client.query("DROP TRIGGER break_off ON trashed_todo");
    await resumeAndCheck(run);
  });

  test("between batches by its budget continues, and counts the whole run", async () => {
    const run = await startRun(database.db, now);
    const request = { runId: run.id, asOf: now, now };
    const counts: number[] = [];
    for (let done = false; !done; ) {
      const part = reached(await cleanup().cleanUp(request, await run.control({ budgetMs: 0 })));
      counts.push(part.state.deletedCount);
      done = part.done;
    }
    expect(counts.length).toBeGreaterThan(2);
    await resumeAndCheck(run);
  });

  test("between batches by cancelation keeps what it has deleted, and deletes no more", async () => {
    const run = await startRun(database.db, now);
    const aborter = new AbortController();
    const control = await run.control({ signal: aborter.signal });
    const outcome = await cleanup().cleanUp(
      { runId: run.id, asOf: now, now },
      {
        ...control,
        async save(transaction, next) {
          if (next.batches === 2) aborter.abort();
          await control.save(transaction, next);
        },
      },
    );
    const { state, done } = reached(outcome);
    expect(done).toBe(false);
    expect(state.batches).toBe(2);
    expect(await trashIds(database.db)).toHaveLength(state.deletedCount);
    expect(await database.db.todo.count()).toBe(due.length + staying.length - state.deletedCount);
  });
});

describe("a run over many todos that is interrupted", () => {
  // To the database the same as a lost connection, so one kind of scan is enough.
  test("at any time by kill -9 continues", async () => {
    await addDue(pageScan);
    const run = await startRun(database.db, now);
    for (const batches of [1, 2]) {
      const { child, exited } = startProcess(run);
      await vi.waitFor(async () => expect((await run.saved())?.batches ?? 0).toBeGreaterThanOrEqual(batches), {
        timeout: 20_000,
        interval: 10,
      });
      child.kill("SIGKILL");
      await exited;
      await noOtherTransaction();
      expect(await trashIds(database.db)).toHaveLength((await run.saved())?.deletedCount ?? 0);
    }
    await resumeAndCheck(run);
  });

  test("within a batch by kill -9 continues after its last batch", async () => {
    await addDue(pageScan);
    const run = await startRun(database.db, now);
    await closeGateAt(gate);
    const { child, exited } = startProcess(run);
    await pidAtGate();
    child.kill("SIGKILL");
    await exited;
    const saved = await run.saved();
    await openGate();
    await noOtherTransaction();
    expect(await run.saved()).toEqual(saved);
    expect(await trashIds(database.db)).toHaveLength(saved?.deletedCount ?? 0);
    await resumeAndCheck(run);
  });
});

describe("two processes", () => {
  test.each([indexScan, pageScan])("that clean up %i todos at once take each exactly once", async (count) => {
    await addDue(count);
    const runs = [await startRun(database.db, now), await startRun(database.db, now)];
    const exits = await Promise.all(runs.map((run) => startProcess(run).exited));
    expect(exits.map(([code]) => code)).toEqual([0, 0]);
    const states = await Promise.all(runs.map((run) => run.saved()));
    const counts = states.map((state) => state?.deletedCount ?? 0);
    // A row that one cleanup skipped because the other had locked it is gone, or waits for the next cleanup.
    const control = await (await startRun(database.db, now)).control();
    const rest = reached(await cleanup().cleanUp({ runId: newId(now), asOf: now, now }, control));
    expect((counts[0] ?? 0) + (counts[1] ?? 0) + rest.state.deletedCount).toBe(dueCount);
    expect(await trashIds(database.db)).toEqual(due);
    expect(await todoIds(database.db)).toEqual(staying);
  });
});

/** Waits until the server has noticed that a client died: until then its transaction is open. */
async function noOtherTransaction() {
  await vi.waitFor(
    async () => {
      const { rows } = await client.query(`
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()`);
      expect(rows).toHaveLength(0);
    },
    { timeout: 20_000, interval: 25 },
  );
}
