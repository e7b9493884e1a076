import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, createDatabase, type Database, Prisma } from "#lib/db/client.ts";
import { createTodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
let database: Database;

/** Many servers have a local time zone as the default of every session. */
beforeAll(async () => {
  const name = Prisma.raw(new URL(test.url).pathname.slice(1));
  await test.db.$executeRaw`ALTER DATABASE ${name} SET timezone = 'America/New_York'`;
  database = createDatabase({ url: test.url, poolSize: 2 });
});

afterAll(() => closeDatabase(database));

it("stores the same instants, whatever the time zone of the server", async () => {
  const todos = createTodoService({ database, trashDays: 30 });
  const owner = await addOwner(database);
  // In the hour that New York skips.
  const now = new Date("2026-03-08T02:30:00.000Z");
  const { id } = await todos.create(owner, { title: "Anywhere", dueOn: "2026-03-08" }, now);
  const completed = await todos.update(owner, id, { completed: true }, now);
  expect(completed).toMatchObject({ completedAt: now.toISOString(), dueOn: "2026-03-08" });
  const stored = await database.$queryRaw`
    SELECT extract(epoch FROM created_at)::int AS created, extract(epoch FROM expires_at)::int AS expires, due_on::text AS due
    FROM todo WHERE id = ${id}::uuid`;
  const seconds = now.getTime() / 1000;
  expect(stored).toEqual([{ created: seconds, expires: seconds + 7 * 86_400, due: "2026-03-08" }]);
});
