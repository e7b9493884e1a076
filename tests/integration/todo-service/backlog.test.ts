import { beforeAll, expect, test } from "vitest";
import { addDays } from "#lib/days.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { createBacklog } from "#lib/todo-service/cleanup/backlog.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";
import { explain, indexesOf, nodesOf, pagesOf, statementsOf } from "#tests/support/query-plans.ts";

const context = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");

/** 20,000 todos: half of them open, half completed and not yet due. */
beforeAll(async () => {
  const { id } = await addOwner(context.db);
  await context.db.$executeRaw`
    INSERT INTO todo (id, owner_id, title, completed_at, expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), ${id}::uuid, 'Todo ' || n, done.at, done.at + interval '7 days', ${now}, ${now}
    FROM generate_series(1, 20000) AS n
    CROSS JOIN LATERAL (SELECT CASE WHEN n % 2 = 0 THEN ${now}::timestamptz - n * interval '1 second' END AS at) AS done`;
  await context.db.$executeRaw`VACUUM ANALYZE todo`;
});

/** The plan of the only statement of an action, and the buffers that it read. */
async function planOf(act: () => Promise<unknown>) {
  const [sent, ...more] = await statementsOf(act);
  expect(more).toEqual([]);
  if (sent === undefined) throw new Error("It sends nothing.");
  return await withConnection(context.url, (client) => explain(client, sent, "measured"));
}

test("an empty backlog costs one probe of the index", async () => {
  const todos = createBacklog(context.db);
  expect(await todos.backlog(now)).toEqual({ oldestDueAt: null, count: 0, isComplete: true });
  const plan = await planOf(() => todos.backlog(now));
  expect(new Set(indexesOf(plan))).toEqual(new Set(["todo_expires_at_idx"]));
  expect(nodesOf(plan).map((node) => node["Node Type"])).not.toContain("Seq Scan");
  expect(pagesOf(plan)).toBeLessThan(20);
});

test("due todos are counted up to a limit, the first that expired first", async () => {
  const later = addDays(now, 7);
  const oldest = new Date(later.getTime() - 20_000_000).toISOString();
  expect(await createBacklog(context.db, 10_000).backlog(later)).toEqual({
    oldestDueAt: oldest,
    count: 10_000,
    isComplete: true,
  });
  expect(await createBacklog(context.db, 100).backlog(later)).toEqual({
    oldestDueAt: oldest,
    count: 100,
    isComplete: false,
  });
});

test("a todo is due from the instant of its expiry", async () => {
  const { id: ownerId } = await addOwner(context.db);
  const times = { completedAt: addDays(now, -7), createdAt: now, updatedAt: now };
  await context.db.todo.create({ data: { id: newId(now), ownerId, title: "Due now", expiresAt: now, ...times } });
  const todos = createBacklog(context.db);
  expect((await todos.backlog(now)).count).toBe(1);
  expect((await todos.backlog(new Date(now.getTime() - 1))).count).toBe(0);
});
