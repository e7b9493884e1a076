import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Owner, Todo } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const start = new Date("2026-11-24T12:00:00.000Z");
const second = (n: number) => new Date(start.getTime() + n * 1000);

let todos: TodoService;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

const byDue = { status: "open", sort: "due" } as const;
const byCompletion = { status: "completed", sort: "completed" } as const;
type Order = typeof byDue | typeof byCompletion;

async function* pages(owner: Owner, order: Order, limit: number, q = "") {
  let cursor: string | null = null;
  do {
    const page = await todos.list(owner, listTodosSchema.parse({ ...order, q, limit, ...(cursor && { cursor }) }));
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function titles(owner: Owner, order: Order, { limit = 3, q = "" } = {}): Promise<string[]> {
  const seen: string[] = [];
  for await (const items of pages(owner, order, limit, q)) seen.push(...items.map(({ title }) => title));
  return seen;
}

const create = (owner: Owner, title: string, dueOn: string | null, n: number) =>
  todos.create(owner, { title, dueOn }, second(n));

describe("the order by due date", () => {
  it("has the earliest first and those without a date last, newest first within a day", async () => {
    const owner = await addOwner(test.db);
    const dates = ["2026-11-24", null, "0001-01-01", "2026-11-24", null, "9999-12-31", "2026-11-24", null];
    for (const [n, dueOn] of dates.entries()) await create(owner, `${dueOn} ${n}`, dueOn, n);
    expect(await titles(owner, byDue)).toEqual([
      "0001-01-01 2",
      "2026-11-24 6",
      "2026-11-24 3",
      "2026-11-24 0",
      "9999-12-31 5",
      "null 7",
      "null 4",
      "null 1",
    ]);
  });

  it("lists each todo once, whatever the dates and the size of a page", async () => {
    const day = fc.constantFrom(null, "1999-12-31", "2000-01-01", "2026-11-24", "2026-11-25", "2031-05-05");
    await fc.assert(
      fc.asyncProperty(fc.array(day, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (days, limit) => {
        const owner = await addOwner(test.db);
        const made: Todo[] = [];
        for (const [n, dueOn] of days.entries()) made.push(await create(owner, `Todo ${n}`, dueOn, n));
        const expected = made
          .toReversed()
          .toSorted((a, b) => ((a.dueOn ?? "~") < (b.dueOn ?? "~") ? -1 : a.dueOn === b.dueOn ? 0 : 1));
        expect(await titles(owner, byDue, { limit })).toEqual(expected.map(({ title }) => title));
      }),
      { numRuns: 25 },
    );
  });

  it("continues from its cursor while todos are created, deleted, completed and moved to another day", async () => {
    const owner = await addOwner(test.db);
    const made: Todo[] = [];
    for (let n = 0; n < 20; n += 1) made.push(await create(owner, `Todo ${n}`, n < 10 ? "2026-11-30" : null, n));
    const seen: string[] = [];
    for await (const items of pages(owner, byDue, 4)) {
      seen.push(...items.map(({ title }) => title));
      const last = items.at(-1);
      // The row of the cursor, another day for a todo of an earlier page, and one that sorts before the cursor.
      if (last !== undefined) await todos.trash(owner, last.id, second(500));
      if (items[0] !== undefined) await todos.update(owner, items[0].id, { dueOn: "2026-11-01" }, second(500));
      await create(owner, "Meanwhile", "2026-11-02", 600 + seen.length);
    }
    const expected = [...made.slice(0, 10).reverse(), ...made.slice(10).reverse()];
    expect(seen).toEqual(expected.map(({ title }) => title));
  });

  it("combines with a literal search, for the owner's open todos only", async () => {
    const [owner, other] = [await addOwner(test.db), await addOwner(test.db)];
    await create(owner, "Save 100%", "2026-11-30", 1);
    await create(owner, "Save 1000", null, 2);
    const done = await create(owner, "Save 100% too", "2026-11-29", 3);
    await todos.update(owner, done.id, { completed: true }, second(4));
    await create(other, "Save 100% of theirs", "2026-11-01", 5);
    expect(await titles(owner, byDue, { q: "SAVE" })).toEqual(["Save 100%", "Save 1000"]);
    expect(await titles(owner, byDue, { q: "100%" })).toEqual(["Save 100%"]);
    expect(await titles(owner, byCompletion, { q: "100%" })).toEqual(["Save 100% too"]);
  });
});

describe("the order by completion", () => {
  it("has the last completed first, newest first within an instant", async () => {
    const owner = await addOwner(test.db);
    const completedAfter = [30, 10, 30, 20, 30, 10];
    const made: Todo[] = [];
    for (const n of completedAfter.keys()) made.push(await create(owner, `Todo ${n}`, null, n));
    for (const [n, seconds] of completedAfter.entries()) {
      await todos.update(owner, made[n]?.id ?? "", { completed: true }, second(100 + seconds));
    }
    await create(owner, "Open", null, 50);
    expect(await titles(owner, byCompletion, { limit: 2 })).toEqual([4, 2, 0, 3, 5, 1].map((n) => `Todo ${n}`));
  });

  it("continues from its cursor while todos are completed, reopened and deleted", async () => {
    const owner = await addOwner(test.db);
    const made: Todo[] = [];
    for (let n = 0; n < 12; n += 1) {
      const todo = await create(owner, `Todo ${n}`, null, n);
      made.push(await todos.update(owner, todo.id, { completed: true }, second(100 + Math.floor(n / 4))));
    }
    const seen: string[] = [];
    for await (const items of pages(owner, byCompletion, 3)) {
      seen.push(...items.map(({ title }) => title));
      const [first, , last] = items;
      if (last !== undefined) await todos.trash(owner, last.id, second(500));
      if (first !== undefined) await todos.update(owner, first.id, { completed: false }, second(500));
      const { id } = await create(owner, "Meanwhile", null, 600 + seen.length);
      await todos.update(owner, id, { completed: true }, second(700));
    }
    expect(seen).toEqual(made.toReversed().map(({ title }) => title));
  });
});
