import { Client } from "pg";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { targetMs } from "#lib/batched-delete/batch-size.ts";
import { sweep } from "#lib/batched-delete/batched-delete.ts";
import { cleanUpTrash, dueTodos } from "#lib/todo-service/cleanup/cleanup-due.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, now, todoIds } from "../cleanup/people.ts";
import { startRun } from "./run-control.ts";

const database = setUpTestDatabase();

beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
  await addTodos(db, await addOwner(db), 2_500, daysAgo(30));
});

/** Sweeps by a clock on which every look at it is 10 ms later. */
async function sweepCountingPauses() {
  const pauses: number[] = [];
  let looks = 0;
  const time = {
    now: () => {
      looks += 1;
      return looks * 10;
    },
    pause: async (ms: number) => {
      pauses.push(ms);
    },
  };
  const run = await startRun(database.db, now);
  const rows = { ...dueTodos({ asOf: now }), moveTo: cleanUpTrash({ runId: run.id, now }) };
  const { state } = await sweep({ database: database.db, rows, control: await run.control(), time });
  return { state, pauses };
}

async function withClient(use: (client: Client) => Promise<void>) {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await use(client).finally(() => client.end());
}

describe("between two batches a sweep", () => {
  test("does not rest while nobody else uses the database", async () => {
    const { state, pauses } = await sweepCountingPauses();
    expect(state).toMatchObject({ deletedCount: 2_500, batches: 2 });
    expect(pauses).toEqual([]);
  });

  test("rests while somebody else does", async () => {
    await withClient(async (client) => {
      const working = client.query("SELECT pg_sleep(60)").catch(() => "canceled");
      await vi.waitFor(async () => {
        const active = await database.db.$queryRaw`SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`;
        expect(active).toHaveLength(1);
      });
      const { pauses } = await sweepCountingPauses();
      expect(pauses).toEqual([30]);
      await database.db.$queryRaw`
        SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`;
      expect(await working).toBe("canceled");
    });
  });

  test("waits a moment before the second try", async () => {
    const [held] = await todoIds(database.db);
    await withClient(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT FROM todo WHERE id = $1 FOR UPDATE", [held]);
      const { state, pauses } = await sweepCountingPauses();
      expect(state).toMatchObject({ deletedCount: 2_499, batches: 3, skipped: { locked: 1 } });
      expect(pauses).toEqual([targetMs]);
    });
  });
});
