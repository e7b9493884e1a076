import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { belongsTo, draftId, withoutTodo, withTodo } from "#app/(todos)/_queries/todo-page-edits.ts";
import { compareTodos, isDraft, todosOf } from "#app/(todos)/_queries/todo-pages.ts";
import type { ListStatus } from "#app/(todos)/_queries/todo-queries.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { pagesOf, todoAt } from "../todos.ts";

const orders = (pages: Parameters<typeof todosOf>[0]) => todosOf(pages, "open").map(({ title }) => title);

describe("putting a todo into loaded pages", () => {
  const pages = pagesOf([
    [todoAt(90), todoAt(70)],
    [todoAt(50), todoAt(30)],
  ]);

  test.each([
    [95, ["95", "90", "70", "50", "30"]],
    [80, ["90", "80", "70", "50", "30"]],
    [60, ["90", "70", "60", "50", "30"]],
    [10, ["90", "70", "50", "30", "10"]],
  ])("keeps the newest first: %d", (order, expected) => {
    expect(orders(withTodo(pages, todoAt(order), "open"))).toEqual(expected.map((each) => `Todo ${each}`));
  });

  test("replaces the todo that is there, in its place", () => {
    const changed = withTodo(pages, todoAt(70, { title: "Changed" }), "open");
    expect(orders(changed)).toEqual(["Todo 90", "Changed", "Todo 50", "Todo 30"]);
  });

  test("puts drafts on top, the newest first", () => {
    const drafts = [1, 2].map((sequence) => todoAt(0, { id: draftId(sequence), title: `Draft ${sequence}` }));
    const changed = drafts.reduce((before, draft) => withTodo(before, draft, "open"), pages);
    expect(orders(changed).slice(0, 3)).toEqual(["Draft 2", "Draft 1", "Todo 90"]);
    expect(drafts.every(isDraft)).toBe(true);
    expect(isDraft(todoAt(1))).toBe(false);
  });

  test("works on an empty list", () => {
    expect(orders(withTodo(pagesOf([[]]), todoAt(1), "open"))).toEqual(["Todo 1"]);
  });

  test("changes nothing in place and keeps the pages that it doesn't touch", () => {
    const changed = withTodo(pages, todoAt(60), "open");
    expect(orders(pages)).toEqual(["Todo 90", "Todo 70", "Todo 50", "Todo 30"]);
    expect(changed.pages[0]).toBe(pages.pages[0]);
    expect(withoutTodo(pages, "not there").pages[1]).toBe(pages.pages[1]);
  });
});

describe("the order of a list", () => {
  const day = fc.option(fc.constantFrom("2026-11-01", "2026-11-24", "2026-12-31"), { nil: null });
  const instant = fc.constantFrom("2026-11-20T08:00:00.000Z", "2026-11-20T08:00:00.001Z", "2026-11-23T23:59:59.999Z");
  const todo = fc
    .record({ order: fc.nat(40), dueOn: day, completedAt: instant })
    .map(({ order, ...fields }) => todoAt(order, fields));
  const sorted = (todos: readonly Todo[], status: ListStatus) => todos.toSorted((a, b) => compareTodos(a, b, status));
  const status = fc.constantFrom<ListStatus>("open", "completed");
  const some = fc.uniqueArray(todo, { selector: ({ id }) => id, maxLength: 15 });

  test("is kept by whatever is put into however many pages", () => {
    fc.assert(
      fc.property(some, todo, status, fc.integer({ min: 1, max: 5 }), (todos, added, list, size) => {
        const before = sorted(todos, list);
        const count = Math.max(1, Math.ceil(before.length / size));
        const pages = pagesOf(Array.from({ length: count }, (_, n) => before.slice(n * size, (n + 1) * size)));
        const after = withTodo(pages, added, list);
        const expected = sorted([...todos.filter(({ id }) => id !== added.id), added], list);
        expect(after.pages.flatMap(({ items }) => items)).toEqual(expected);
        expect(todosOf(after, list)).toEqual(expected);
      }),
    );
  });

  test("is by due date, none last, and by the last completed", () => {
    const todos = [
      todoAt(1, { dueOn: "2026-12-01", completedAt: "2026-11-20T08:00:00.000Z" }),
      todoAt(2, { completedAt: "2026-11-22T08:00:00.000Z" }),
      todoAt(3, { dueOn: "2026-11-01", completedAt: "2026-11-22T08:00:00.000Z" }),
      todoAt(4, { completedAt: "2026-11-21T08:00:00.000Z" }),
      todoAt(5, { dueOn: "2026-12-01", completedAt: "2026-11-23T08:00:00.000Z" }),
    ];
    const numbers = (list: ListStatus) => sorted(todos, list).map(({ title }) => title.slice(5));
    expect(numbers("open")).toEqual(["3", "5", "1", "4", "2"]);
    expect(numbers("completed")).toEqual(["5", "3", "2", "4", "1"]);
  });

  test("puts a todo with a date into place although its page isn't the last", () => {
    const pages = pagesOf([[todoAt(9, { dueOn: "2026-11-01" })], [todoAt(8, { dueOn: "2026-12-01" })], [todoAt(7)]]);
    const changed = withTodo(pages, todoAt(7, { dueOn: "2026-11-15" }), "open");
    expect(orders(changed)).toEqual(["Todo 9", "Todo 7", "Todo 8"]);
  });

  test("is mended when the page comes into which a todo was put too early", () => {
    const before = withTodo(pagesOf([[todoAt(9), todoAt(8)]], { hasMore: true }), todoAt(2), "open");
    const after = { ...before, pages: [...before.pages, ...pagesOf([[todoAt(7), todoAt(2), todoAt(1)]]).pages] };
    expect(orders(after)).toEqual([9, 8, 7, 2, 1].map((n) => `Todo ${n}`));
  });
});

test("a todo that a later page brings again counts once", () => {
  expect(
    orders(
      pagesOf([
        [todoAt(9), todoAt(3)],
        [todoAt(3), todoAt(2)],
      ]),
    ),
  ).toEqual(["Todo 9", "Todo 3", "Todo 2"]);
  expect(todosOf(undefined, "open")).toEqual([]);
});

test("a todo belongs to the list of its state, where title or notes hold what is searched", () => {
  const todo = todoAt(1, { title: "Buy MILK", notes: "from the Farm" });
  expect(belongsTo(todo, { status: "open", q: "" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "milk" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "farm" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "bread" })).toBe(false);
  expect(belongsTo(todo, { status: "open", q: "FÀRM buy" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "buy bread" })).toBe(false);
  expect(belongsTo(todo, { status: "completed", q: "" })).toBe(false);
  expect(belongsTo({ ...todo, completedAt: todo.createdAt }, { status: "completed", q: "" })).toBe(true);
});
