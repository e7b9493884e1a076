import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { closeDatabase, createDatabase, type Database, Prisma, poolOf } from "#lib/db/client.ts";
import { preparedOn } from "#lib/db/prepared.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { statementsOf } from "#tests/support/query-plans.ts";

const test = setUpTestDatabase();
let database: Database;

beforeAll(() => {
  // One connection, so that each statement meets what the one before left.
  database = createDatabase({ url: test.url, poolSize: 1 });
});
afterAll(() => closeDatabase(database));

const sum = (n: number) => Prisma.sql`SELECT ${n}::int + 1, NULL, 'it''s'`;
const preparedCount = () =>
  database.$queryRaw`SELECT count(*)::int AS count FROM pg_prepared_statements WHERE from_sql = false`;

it("parses a statement once for a connection, and gives text", async () => {
  const execute = preparedOn(database);
  expect(await execute(sum(1))).toEqual({ rows: [["2", null, "it's"]], count: 1 });
  const before = await preparedCount();
  expect(await execute(sum(2))).toMatchObject({ rows: [["3", null, "it's"]] });
  expect(await preparedCount()).toEqual(before);
});

it("does without names once a pooler has lent a connection that does not know one", async () => {
  const execute = preparedOn(database);
  await execute(sum(1));
  await database.$executeRaw`DEALLOCATE ALL`;
  expect(await execute(sum(2))).toMatchObject({ rows: [["3", null, "it's"]] });
  expect(await statementsOf(() => execute(sum(3)))).toHaveLength(1);
  expect(await execute(Prisma.sql`SELECT 1`)).toMatchObject({ rows: [["1"]] });
});

it("repeats each of many that were sent by names at the same time, and lost them", async () => {
  const many = createDatabase({ url: test.url, poolSize: 4 });
  const execute = preparedOn(many);
  const burst = () => Promise.all(Array.from({ length: 20 }, (_, n) => execute(sum(n))));
  await burst();
  const clients = await Promise.all([1, 2, 3, 4].map(() => poolOf(many).connect()));
  for (const client of clients) {
    await client.query("DEALLOCATE ALL");
    client.release();
  }
  expect((await burst()).map(({ rows }) => rows[0]?.[0])).toEqual(Array.from({ length: 20 }, (_, n) => String(n + 1)));
  await closeDatabase(many);
});

it("throws what the statement is to blame for", async () => {
  await expect(preparedOn(database)(Prisma.sql`SELECT 1 / ${0}::int`)).rejects.toMatchObject({ code: "22012" });
});

it("outlives the loss of a connection that nothing but it has used, and closes it", async () => {
  const own = createDatabase({ url: test.url, poolSize: 1 });
  const execute = preparedOn(own);
  const [[id] = []] = (await execute(Prisma.sql`SELECT pg_backend_pid()`)).rows;
  // The test run fails if the lost connection throws where nobody catches it.
  await test.db.$queryRaw`SELECT pg_terminate_backend(${Number(id)}::int)`;
  await vi.waitFor(() => expect(poolOf(own).totalCount).toBe(0), { timeout: 10_000 });
  expect(await execute(sum(1))).toMatchObject({ rows: [["2", null, "it's"]] });
  await closeDatabase(own);
  await expect(execute(sum(1))).rejects.toThrow(/end/);
});
