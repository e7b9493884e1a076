import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import { expiryAfterRetentionChange, expiryOf } from "#lib/todo-service/retention/retention.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, type Person } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");
const hours = (n: number) => new Date(now.getTime() - n * 3_600_000);

let todos: TodoService;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

interface Completed {
  readonly completedAt: Date | null;
  readonly pinned: boolean;
}

async function insert(owner: Person, given: readonly Completed[]) {
  const rows = given.map((todo, n) => ({
    ...todo,
    id: newId(now),
    ownerId: owner.id,
    title: `Todo ${n}`,
    expiresAt: expiryOf(todo, owner.retentionDays),
    createdAt: addDays(now, -500),
    updatedAt: addDays(now, -500),
  }));
  await test.db.todo.createMany({ data: rows });
  return rows;
}

const stored = (owner: Owner) => test.db.todo.findMany({ where: { ownerId: owner.id } });

describe("changeRetention", () => {
  it("lets no todo expire within a day", async () => {
    const owner = await addOwner(test.db, { retentionDays: 30 });
    await insert(owner, [{ completedAt: addDays(now, -20), pinned: false }]);
    expect(await todos.changeRetention(owner, 3, now)).toEqual({ changedCount: 1 });
    expect(await stored(owner)).toMatchObject([{ expiresAt: addDays(now, 1), updatedAt: addDays(now, -500) }]);
  });

  it("is stored with the owner", async () => {
    const owner = await addOwner(test.db, { retentionDays: 7 });
    await todos.changeRetention(owner, null, now);
    expect(await test.db.user.findUnique({ where: { id: owner.id } })).toMatchObject({ retentionDays: null });
  });

  it("changes no open or pinned todo, and nobody else's", async () => {
    const owner = await addOwner(test.db, { retentionDays: 7 });
    const other = await addOwner(test.db, { retentionDays: 7 });
    const done = { completedAt: hours(5), pinned: false };
    await insert(owner, [
      { completedAt: null, pinned: false },
      { ...done, pinned: true },
    ]);
    await insert(other, [done]);
    const before = [await stored(owner), await stored(other)];
    expect(await todos.changeRetention(owner, 14, now)).toEqual({ changedCount: 0 });
    expect([await stored(owner), await stored(other)]).toEqual(before);
  });

  it("matches the rule and the preview, whatever the todos", async () => {
    const days = fc.option(fc.constantFrom(1, 3, 7, 14, 30, 90), { nil: null });
    const todo = fc.record({
      completedAt: fc.option(fc.integer({ min: 0, max: 100 * 24 }).map(hours), { nil: null }),
      pinned: fc.boolean(),
    });
    const cases = fc.asyncProperty(days, days, fc.array(todo, { maxLength: 8 }), async (from, to, given) => {
      const owner = await addOwner(test.db, { retentionDays: from });
      const rows = await insert(owner, given);
      const preview = await todos.previewRetention(owner, to, now);
      expect(await todos.changeRetention(owner, to, now)).toEqual({ changedCount: preview.changedCount });

      const after = new Map((await stored(owner)).map((row) => [row.id, row.expiresAt]));
      const expected = new Map(rows.map((row) => [row.id, expiryAfterRetentionChange(row, to, now)]));
      expect(after).toEqual(expected);

      const changed = rows.filter((row) => expected.get(row.id)?.getTime() !== row.expiresAt?.getTime());
      const expiries = changed.flatMap((row) => expected.get(row.id) ?? []).map((date) => date.getTime());
      expect(preview).toEqual({
        changedCount: changed.length,
        expiringWithinDayCount: expiries.filter((time) => time <= addDays(now, 1).getTime()).length,
        firstExpiresAt: expiries.length === 0 ? null : new Date(Math.min(...expiries)).toISOString(),
      });
    });
    await fc.assert(cases, { numRuns: 60 });
  });
});
