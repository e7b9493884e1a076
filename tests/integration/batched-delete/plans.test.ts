import { beforeAll, describe, expect, test } from "vitest";
import { deleteUnlockedStatement } from "#lib/batched-delete/delete-unlocked.ts";
import { anyDueStatement, type DueRows, forceIndexScans } from "#lib/batched-delete/due-rows.ts";
import { rowsInRange } from "#lib/batched-delete/index-scan.ts";
import { deletePagesStatement, rowsOnPages } from "#lib/batched-delete/page-scan.ts";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { dueTodos, intoTrash } from "#lib/todo-service/cleanup/cleanup-due.ts";
import { purgeableTrash } from "#lib/todo-service/trash/purge.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodos, daysAgo, now } from "#tests/support/people.ts";
import { indexesOf, nodesOf, type PlanNode, pagesOf, planIn } from "#tests/support/query-plans.ts";

const database = setUpTestDatabase();

async function explain(client: Pick<Transaction, "$queryRaw">, options: Prisma.Sql, query: Prisma.Sql) {
  const rows = await client.$queryRaw(Prisma.sql`EXPLAIN (${options}, FORMAT JSON) ${query}`);
  return planIn(rows);
}

/** The statistics are from a time with few due todos. */
beforeAll(async () => {
  const { db } = database;
  await db.$executeRaw`ALTER TABLE todo SET (autovacuum_enabled = off)`;
  const ada = await addOwner(db);
  for (let person = 0; person < 50; person += 1) await addOwner(db);
  await addTodos(db, ada, 10_000, daysAgo(5));
  await addTodos(db, ada, 150, daysAgo(20));
  await scatter();
  await db.$executeRaw`ANALYZE todo`;
  await addTodos(db, ada, 5_000, daysAgo(12));
  await scatter();
  await db.$executeRaw`ANALYZE trashed_todo`;
});

/** Mixes owners and expiries, so that the table isn't in the order of the index. */
async function scatter() {
  const shift = Prisma.sql`(hashtext(id::text) % 40000) * interval '1 second'`;
  await database.db.$executeRaw`
    WITH people AS (SELECT array_agg(id) AS ids FROM "user")
    UPDATE todo SET owner_id = ids[1 + abs(hashtext(todo.id::text)) % cardinality(ids)],
      completed_at = completed_at + ${shift}, expires_at = expires_at + ${shift}
    FROM people`;
}

const before = daysAgo(100);
const cases: [string, DueRows, string][] = [
  ["a cleanup", dueTodos({ asOf: before }), "todo_expires_at_idx"],
  ["a cleanup by days", dueTodos({ asOf: before, days: 7 }), "todo_completed_at_idx"],
  ["a purge", purgeableTrash({ now: before, trashDays: 30 }), "trashed_todo_trashed_at_id_idx"],
];

describe("where nothing is due", () => {
  test.each(cases)("%s costs a few pages of its index", async (_name, rows, index) => {
    await database.db.$transaction(async (transaction) => {
      // PostgreSQL reads an empty table faster without its index.
      await forceIndexScans(transaction);
      const plan = await explain(transaction, Prisma.sql`ANALYZE, BUFFERS`, anyDueStatement(rows));
      expect(indexesOf(plan)).toEqual([index]);
      expect(pagesOf(plan)).toBeLessThan(20);
    });
  });
});

describe("with outdated statistics", () => {
  const rows = { ...dueTodos({ asOf: now }), moveTo: intoTrash({ runId: newId(now), now }) };
  const scans = (plan: PlanNode, subplan: string) =>
    nodesOf(plan)
      .filter((node) => node["Subplan Name"] === subplan)
      .flatMap(nodesOf)
      .map((node) => node["Index Name"] ?? node["Node Type"]);

  test("a batch of an index scan follows the index", async () => {
    await database.db.$transaction(async (transaction) => {
      const query = deleteUnlockedStatement(rows, rowsInRange(rows, { after: null, limit: 5_000 }));
      const plain = await explain(transaction, Prisma.sql`COSTS`, query);
      expect(scans(plain, "CTE candidate")).toContain("Sort");
      await forceIndexScans(transaction);
      const plan = await explain(transaction, Prisma.sql`COSTS`, query);
      expect(scans(plan, "CTE candidate")).toEqual(["Limit", "todo_expires_at_idx"]);
    });
  });

  test("a batch of a page scan reads its pages only", async () => {
    const range = { pages: { next: 20, end: 300, file: 1 }, count: 40 };
    const atOnce = await explain(database.db, Prisma.sql`COSTS`, deletePagesStatement(rows, range));
    expect(scans(atOnce, "CTE deleted")).toEqual(["ModifyTable", "Tid Range Scan"]);
    const skippingLocked = await explain(
      database.db,
      Prisma.sql`COSTS`,
      deleteUnlockedStatement(rows, rowsOnPages(rows, range)),
    );
    expect(scans(skippingLocked, "CTE candidate")).toEqual(["Tid Range Scan"]);
    expect(scans(skippingLocked, "CTE lockable")).toContain("Tid Scan");
    expect(scans(skippingLocked, "CTE deleted")).toEqual(["ModifyTable", "Nested Loop", "CTE Scan", "Tid Scan"]);
  });
});
