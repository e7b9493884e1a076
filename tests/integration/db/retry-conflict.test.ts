import { expect, test } from "vitest";
import { Prisma, type Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { createTodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, now } from "#tests/support/people.ts";

const database = setUpTestDatabase();

const rename = (transaction: Transaction, id: string, title: string) =>
  transaction.$executeRaw`UPDATE todo SET title = ${title} WHERE id = ${id}::uuid`;

test("two transactions that deadlock both get their way", async () => {
  const owner = await addOwner(database.db);
  const [one, two] = [await addTodo(database.db, owner), await addTodo(database.db, owner)];
  const bothHoldOne = Promise.withResolvers<void>();
  let holders = 0;
  let tries = 0;
  const change = (first: string, second: string, title: string) =>
    retryConflict(() =>
      database.db.$transaction(async (transaction) => {
        tries += 1;
        await rename(transaction, first, title);
        holders += 1;
        if (holders === 2) bothHoldOne.resolve();
        await bothHoldOne.promise;
        await rename(transaction, second, title);
      }),
    );
  await Promise.all([change(one, two, "Left"), change(two, one, "Right")]);
  expect(tries).toBe(3);
  const rows = await database.db.todo.findMany({ where: { ownerId: owner.id } });
  expect(new Set(rows.map(({ title }) => title)).size).toBe(1);
});

test("a transaction that can't be serialized is repeated once, and then fails", async () => {
  const owner = await addOwner(database.db);
  const id = await addTodo(database.db, owner);
  const change = (interruptions: number) => {
    let tries = 0;
    const isolation = { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead };
    const done = retryConflict(() =>
      database.db.$transaction(async (transaction) => {
        tries += 1;
        await transaction.$queryRaw`SELECT FROM todo WHERE id = ${id}::uuid`;
        if (tries <= interruptions) await database.db.todo.update({ where: { id }, data: { title: `Other ${tries}` } });
        await rename(transaction, id, "Mine");
        return tries;
      }, isolation),
    );
    return done;
  };
  expect(await change(1)).toBe(2);
  await expect(change(2)).rejects.toThrow();
});

test("any other error is not repeated", async () => {
  let tries = 0;
  const failing = retryConflict(async () => {
    tries += 1;
    await database.db.$queryRaw`SELECT 1 / 0`;
  });
  await expect(failing).rejects.toThrow();
  expect(tries).toBe(1);
});

test("the trash can be emptied while todos of it are restored and purged", async () => {
  const todos = createTodoService({ database: database.db, trashDays: 30 });
  for (let round = 0; round < 15; round += 1) {
    const owner = await addOwner(database.db);
    const ids = await Promise.all(Array.from({ length: 60 }, () => addTodo(database.db, owner)));
    for (const id of ids) await todos.trash(owner, id, now);
    await Promise.all([
      todos.emptyTrash(owner),
      todos.purgeMany(owner, { ids: ids.toReversed() }),
      todos.restoreMany(owner, { ids }, now),
      todos.restoreMany(owner, { ids: ids.toReversed() }, now),
    ]);
    expect(await database.db.trashedTodo.count({ where: { ownerId: owner.id } })).toBe(0);
  }
});
