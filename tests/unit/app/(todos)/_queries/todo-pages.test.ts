import { describe, expect, test } from "vitest";
import { belongsTo } from "#app/(todos)/_queries/belongs-to.ts";
import { compareTodos, todosOf } from "#app/(todos)/_queries/todo-pages.ts";
import type { ListStatus } from "#app/(todos)/_queries/todo-queries.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { pagesOf, todoAt } from "../todos.ts";

const orders = (pages: Parameters<typeof todosOf>[0]) => todosOf(pages, "open").map(({ title }) => title);

describe("the order of a list", () => {
  const sorted = (todos: readonly Todo[], status: ListStatus) => todos.toSorted((a, b) => compareTodos(a, b, status));

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

  test("is kept, wherever on the loaded pages a todo stands", () => {
    expect(orders(pagesOf([[todoAt(2), todoAt(9)], [todoAt(7)]]))).toEqual(["Todo 9", "Todo 7", "Todo 2"]);
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
