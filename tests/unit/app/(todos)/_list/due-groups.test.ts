import { describe, expect, test } from "vitest";
import { isoDay } from "#app/_time/format-time.ts";
import { dueGroupOf, type GroupOfTodos, groupByDue } from "#app/(todos)/_list/due-groups.ts";
import { todoAt } from "../todos.ts";

describe("the group of a due date", () => {
  test.each([
    [null, "undated"],
    ["0001-01-01", "overdue"],
    ["2026-11-23", "overdue"],
    ["2026-11-24", "today"],
    ["2026-11-25", "upcoming"],
    ["9999-12-31", "upcoming"],
  ] as const)("%s is %s on 24 November", (dueOn, group) => {
    expect(dueGroupOf(dueOn, "2026-11-24")).toBe(group);
  });

  test.each([
    // The same instant is another day elsewhere.
    ["2026-11-24T23:30:00Z", "UTC", "today"],
    ["2026-11-24T23:30:00Z", "Europe/Berlin", "overdue"],
    ["2026-11-24T09:30:00Z", "Pacific/Kiritimati", "today"],
    ["2026-11-24T10:30:00Z", "Pacific/Kiritimati", "overdue"],
    ["2026-11-24T09:30:00Z", "Pacific/Pago_Pago", "upcoming"],
    // The last and first millisecond of a day.
    ["2026-11-24T22:59:59.999Z", "Europe/Berlin", "today"],
    ["2026-11-24T23:00:00.000Z", "Europe/Berlin", "overdue"],
    ["2026-11-24T18:29:59.999Z", "Asia/Kolkata", "today"],
    ["2026-11-24T18:30:00.000Z", "Asia/Kolkata", "overdue"],
  ])("at %s in %s, what is due on 24 November is %s", (instant, zone, group) => {
    expect(dueGroupOf("2026-11-24", isoDay(new Date(instant), zone))).toBe(group);
  });

  test.each([
    // Clocks go forward: the day has 23 hours. Back: 25. In Beirut midnight itself doesn't exist.
    ["2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "Europe/Berlin"],
    ["2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "Europe/Berlin"],
    ["2026-03-29", "2026-03-28T22:00:00Z", "2026-03-29T21:00:00Z", "Asia/Beirut"],
  ])("%s lasts from %s until %s in %s", (day, from, until, zone) => {
    const groupAt = (ms: number) => dueGroupOf(day, isoDay(new Date(ms), zone));
    expect(groupAt(Date.parse(from) - 1)).toBe("upcoming");
    expect(groupAt(Date.parse(from))).toBe("today");
    expect(groupAt(Date.parse(until) - 1)).toBe("today");
    expect(groupAt(Date.parse(until))).toBe("overdue");
  });
});

test("groups stand in the order of the page, keep the order of their todos, and are left out when empty", () => {
  const todos = [
    todoAt(1, { dueOn: "2026-11-01" }),
    todoAt(3, { dueOn: "2026-11-20" }),
    todoAt(2, { dueOn: "2026-12-01" }),
    todoAt(9),
    todoAt(8),
  ];
  expect(titlesOf(groupByDue(todos, "2026-11-24"))).toEqual([
    ["overdue", "Todo 1", "Todo 3"],
    ["upcoming", "Todo 2"],
    ["undated", "Todo 9", "Todo 8"],
  ]);
  expect(groupByDue([], "2026-11-24")).toEqual([]);
});

test("a held todo stays in its group and at its place there, whatever its date and the day become", () => {
  const moved = todoAt(3, { dueOn: "2026-11-20" });
  const due = todoAt(5, { dueOn: "2026-11-24" });
  const todos = [moved, due, todoAt(9, { dueOn: "2026-11-26" }), todoAt(4), todoAt(2)];
  const held = new Map([
    [moved.id, { dueOn: null, today: "2026-11-24" }],
    [due.id, { dueOn: "2026-11-24", today: "2026-11-24" }],
  ]);
  expect(titlesOf(groupByDue(todos, "2026-11-26", held))).toEqual([
    ["today", "Todo 5", "Todo 9"],
    ["undated", "Todo 4", "Todo 3", "Todo 2"],
  ]);
});

const titlesOf = (groups: readonly GroupOfTodos[]) =>
  groups.map(({ group, todos }) => [group, ...todos.map(({ title }) => title)]);
