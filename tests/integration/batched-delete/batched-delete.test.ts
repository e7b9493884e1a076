import { Client } from "pg";
import { beforeEach, describe, expect, test } from "vitest";
import { targetBatchMs } from "#lib/batched-delete/batch-size.ts";
import { deleteInBatches } from "#lib/batched-delete/batched-delete.ts";
import { dueTodos, intoTrash } from "#lib/todo-service/cleanup/cleanup-due.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, now, todoIds } from "#tests/support/people.ts";
import { startRun } from "./run-control.ts";

const database = setUpTestDatabase();

beforeEach(async () => {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
  await addTodos(db, await addOwner(db), 2_500, daysAgo(30));
});

/** Deletes what is due by a clock that moves on 10 ms whenever it is read. */
async function deleteCountingPauses() {
  const pauses: number[] = [];
  let reads = 0;
  const timer = {
    now: () => {
      reads += 1;
      return reads * 10;
    },
    pause: async (ms: number) => {
      pauses.push(ms);
    },
  };
  const run = await startRun(database.db, now);
  const rows = { ...dueTodos({ asOf: now }), moveTo: intoTrash({ runId: run.id, now }) };
  const { state } = reached(
    await deleteInBatches({ database: database.db, rows, control: await run.control(), timer }),
  );
  return { state, pauses };
}

async function withClient(use: (client: Client) => Promise<void>) {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await use(client).finally(() => client.end());
}

describe("between two batches a batched delete", () => {
  test("does not pause while nobody else uses the database", async () => {
    const { state, pauses } = await deleteCountingPauses();
    expect(state).toMatchObject({ deletedCount: 2_500, batches: 2 });
    expect(pauses).toEqual([]);
  });

  test("pauses while somebody else uses the database", async () => {
    await withClient(async (client) => {
      const working = client.query("SELECT pg_sleep(60)").catch(() => "canceled");
      const active = () => database.db.$queryRaw`SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`;
      await expect.poll(active, { timeout: 20_000 }).toHaveLength(1);
      const { pauses } = await deleteCountingPauses();
      expect(pauses).toEqual([30]);
      await database.db.$queryRaw`
        SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)'`;
      expect(await working).toBe("canceled");
    });
  });

  test("pauses before it retries locked rows", async () => {
    const [locked] = await todoIds(database.db);
    await withClient(async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT FROM todo WHERE id = $1 FOR UPDATE", [locked]);
      const { state, pauses } = await deleteCountingPauses();
      expect(state).toMatchObject({ deletedCount: 2_499, batches: 3, skipped: { locked: 1 } });
      expect(pauses).toEqual([targetBatchMs]);
    });
  });
});
