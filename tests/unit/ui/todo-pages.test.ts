import { describe, expect, test } from "vitest";
import { belongsTo, draftId, isDraft, todosOf, withoutTodo, withTodo } from "#app/(todos)/_data/todo-pages.ts";
import { pagesOf, todoAt } from "./todos.ts";

const orders = (pages: Parameters<typeof todosOf>[0]) => todosOf(pages).map(({ title }) => title);

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
    expect(orders(withTodo(pages, todoAt(order)))).toEqual(expected.map((each) => `Todo ${each}`));
  });

  test("replaces the todo that is there, in its place", () => {
    const changed = withTodo(pages, todoAt(70, { title: "Changed" }));
    expect(orders(changed)).toEqual(["Todo 90", "Changed", "Todo 50", "Todo 30"]);
  });

  test("puts drafts on top, the newest first", () => {
    const drafts = [1, 2].map((sequence) => todoAt(0, { id: draftId(sequence), title: `Draft ${sequence}` }));
    const changed = drafts.reduce(withTodo, pages);
    expect(orders(changed).slice(0, 3)).toEqual(["Draft 2", "Draft 1", "Todo 90"]);
    expect(drafts.every(isDraft)).toBe(true);
    expect(isDraft(todoAt(1))).toBe(false);
  });

  test("works on an empty list", () => {
    expect(orders(withTodo(pagesOf([[]]), todoAt(1)))).toEqual(["Todo 1"]);
  });

  test("changes nothing in place and keeps the pages that it doesn't touch", () => {
    const changed = withTodo(pages, todoAt(60));
    expect(orders(pages)).toEqual(["Todo 90", "Todo 70", "Todo 50", "Todo 30"]);
    expect(changed.pages[0]).toBe(pages.pages[0]);
    expect(withoutTodo(pages, "not there").pages[1]).toBe(pages.pages[1]);
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
  expect(todosOf(undefined)).toEqual([]);
});

test("a todo belongs to the list of its state, where title or notes hold what is searched", () => {
  const todo = todoAt(1, { title: "Buy MILK", notes: "from the Farm" });
  expect(belongsTo(todo, { status: "open", q: "" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "milk" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "farm" })).toBe(true);
  expect(belongsTo(todo, { status: "open", q: "bread" })).toBe(false);
  expect(belongsTo(todo, { status: "completed", q: "" })).toBe(false);
  expect(belongsTo({ ...todo, completedAt: todo.createdAt }, { status: "completed", q: "" })).toBe(true);
});
