import { beforeAll, beforeEach, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";
import { statementsOf } from "#tests/support/query-plans.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");
const soon = new Date(now.getTime() + 60_000);

let todos: TodoService;
let owner: Owner;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

beforeEach(async () => {
  owner = await addOwner(test.db);
});

/** A todo that was completed `days` before `now`. */
async function completed(title: string, days: number, more: { pinned?: boolean; owner?: Owner } = {}) {
  const at = addDays(now, -days);
  const whose = more.owner ?? owner;
  const { id } = await todos.create(whose, { title, pinned: more.pinned ?? false }, at);
  return await todos.update(whose, id, { completed: true }, at);
}

const list = async () => (await todos.list(owner, { status: "all", q: "", limit: 100 })).items;
const titles = async () => (await list()).map(({ title }) => title).toSorted();
const inTrash = async () => (await todos.listTrash(owner, { limit: 100 })).items.map(({ title }) => title).toSorted();

/** Two todos that expire within a day, one of them to the millisecond, and one of every kind that doesn't. */
async function someOfEach() {
  const stranger = await addOwner(test.db);
  const first = await completed("overdue", 9);
  const last = await completed("in a day", 6);
  await completed("in a day and a moment", 6 - 1 / 86_400_000);
  await completed("pinned", 9, { pinned: true });
  await completed("somebody else's", 9, { owner: stranger });
  await todos.create(owner, { title: "open" }, now);
  return { first, last };
}

it("counts the todos that expire within a day, and those that have expired already", async () => {
  const { first, last } = await someOfEach();
  expect(await todos.expiring(owner, now)).toEqual({
    count: 2,
    firstExpiresAt: first.expiresAt,
    lastExpiresAt: last.expiresAt,
    asOf: now.toISOString(),
  });
  const keeper = await addOwner(test.db, { retentionDays: null });
  expect(await todos.expiring(keeper, now)).toMatchObject({ count: 0, firstExpiresAt: null });
});

it("pins exactly these, and unpins them", async () => {
  await someOfEach();
  const before = await list();
  const { pinnedCount, pinnedAt } = await todos.pinExpiring(owner, now, soon);
  expect(pinnedCount).toBe(2);
  const pinned = (await list()).filter(({ updatedAt }) => updatedAt === pinnedAt);
  expect(pinned).toMatchObject([
    { title: expect.stringMatching(/overdue|in a day/), pinned: true, expiresAt: null },
    { title: expect.stringMatching(/overdue|in a day/), pinned: true, expiresAt: null },
  ]);
  expect((await todos.expiring(owner, soon)).count).toBe(1);

  const later = addDays(soon, 1);
  expect(await todos.unpinExpiring(owner, new Date(pinnedAt), later)).toEqual({ unpinnedCount: 2 });
  expect(await list()).toEqual(
    before.map((todo) =>
      pinned.some(({ id }) => id === todo.id) ? { ...todo, updatedAt: later.toISOString() } : todo,
    ),
  );
});

it("unpins none that was changed since, and none that was pinned before", async () => {
  await someOfEach();
  const { pinnedAt } = await todos.pinExpiring(owner, now, soon);
  const [edited] = (await list()).filter(({ updatedAt }) => updatedAt === pinnedAt);
  await todos.update(owner, edited?.id ?? "", { notes: "Mine" }, addDays(now, 1));
  expect(await todos.unpinExpiring(owner, new Date(pinnedAt), addDays(now, 2))).toEqual({ unpinnedCount: 1 });
  expect((await list()).filter(({ pinned }) => pinned)).toHaveLength(2);
});

it("trashes exactly these, and restores them by the instant", async () => {
  await someOfEach();
  expect(await todos.trashExpiring(owner, now, soon)).toEqual({ deletedCount: 2, trashedAt: soon.toISOString() });
  expect(await inTrash()).toEqual(["in a day", "overdue"]);
  expect(await titles()).toEqual(["in a day and a moment", "open", "pinned"]);
  expect(await todos.restoreMany(owner, { trashedAt: soon.toISOString() }, soon)).toMatchObject({ restoredCount: 2 });
  expect(await titles()).toHaveLength(5);
});

it("leaves todos alone that were changed after they were counted", async () => {
  const { first, last } = await someOfEach();
  await todos.update(owner, first.id, { completed: false }, soon);
  await todos.update(owner, first.id, { completed: true }, soon);
  await todos.update(owner, last.id, { title: "renamed" }, soon);
  const later = addDays(now, 9);
  expect(await todos.trashExpiring(owner, now, later)).toMatchObject({ deletedCount: 0 });
  expect(await todos.pinExpiring(owner, now, later)).toMatchObject({ pinnedCount: 0 });
  expect(await inTrash()).toEqual([]);
});

it("deletes at once where there is no trash", async () => {
  await someOfEach();
  const withoutTrash = createTodoService({ database: test.db, trashDays: 0 });
  expect(await withoutTrash.trashExpiring(owner, now, soon)).toMatchObject({ deletedCount: 2 });
  expect(await inTrash()).toEqual([]);
});

it("takes one statement each, which reads one owner's todos", async () => {
  const at = addDays(now, -9);
  const many = Array.from({ length: 20 }, () => addOwner(test.db));
  const ids = (await Promise.all(many)).map(({ id }) => id);
  await test.db.$executeRaw`
    INSERT INTO todo (id, owner_id, title, completed_at, expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), (${ids}::uuid[])[1 + n % 20], 'Old', ${at}, ${addDays(at, 7)}, ${at}, ${at}
    FROM generate_series(1, 20000) AS n`;
  await completed("overdue", 9);
  await test.db.$executeRaw`ANALYZE todo`;
  const statements = await statementsOf(async () => {
    await todos.expiring(owner, now);
    await todos.pinExpiring(owner, now, soon);
    await todos.unpinExpiring(owner, soon, soon);
    await todos.trashExpiring(owner, soon, soon);
  });
  expect(statements).toHaveLength(4);
  const plan = await test.db.$queryRaw`
    EXPLAIN SELECT count(*) FROM todo WHERE owner_id = ${owner.id}::uuid AND completed_at IS NOT NULL
      AND expires_at <= ${addDays(now, 1)} AND updated_at <= ${now}`;
  expect(JSON.stringify(plan)).toContain("todo_completed_idx");
});

it("deletes some of the owner's trash for good", async () => {
  const stranger = await addOwner(test.db);
  const made = [await completed("one", 1), await completed("two", 1), await completed("three", 1)];
  const theirs = await completed("theirs", 1, { owner: stranger });
  for (const { id } of made) await todos.trash(owner, id, now);
  await todos.trash(stranger, theirs.id, now);
  const ids = [made[0]?.id ?? "", made[2]?.id ?? "", theirs.id, newId(now)];
  expect(await todos.purgeMany(owner, { ids: ids })).toEqual({ deletedCount: 2 });
  expect(await inTrash()).toEqual(["two"]);
  expect((await todos.listTrash(stranger, { limit: 10 })).items).toHaveLength(1);
});
