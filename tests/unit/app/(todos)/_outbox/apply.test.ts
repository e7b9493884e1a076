import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, type TodosById } from "#app/(todos)/_outbox/apply.ts";
import { changeOf, type Intent } from "#app/(todos)/_outbox/command.ts";
import { invert } from "#app/(todos)/_outbox/invert.ts";
import { makeCommand } from "#app/(todos)/_outbox/make-command.ts";
import { shownTodos } from "#app/(todos)/_outbox/shown-todos.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { todoAt } from "../todos.ts";

const now = new Date("2026-11-24T12:00:00.000Z");
const at = "2026-11-20T08:00:00.000Z";
const inSevenDays = "2026-12-01T12:00:00.000Z";
const make = (intent: Intent) => makeCommand(intent, "account", now);
const byId = (...todos: readonly Todo[]): TodosById => new Map(todos.map((todo) => [todo.id, todo]));
const applied = (todos: TodosById, intent: Intent) => [...apply(todos, make(intent), 7).values()];

const change = fc
  .record<TodoChange>(
    {
      title: fc.constantFrom("Todo 1", "Other"),
      notes: fc.constantFrom("", "Notes"),
      dueOn: fc.constantFrom(null, "2026-12-01"),
      pinned: fc.boolean(),
      completed: fc.boolean(),
    },
    { requiredKeys: [] },
  )
  .filter((fields) => Object.keys(fields).length > 0);
const todo = fc
  .record({
    completedAt: fc.constantFrom(null, at),
    pinned: fc.boolean(),
    notes: fc.constantFrom("", "Notes"),
    dueOn: fc.constantFrom(null, "2026-12-24"),
  })
  .map((fields) => {
    const expires = fields.completedAt !== null && !fields.pinned;
    return todoAt(1, { ...fields, expiresAt: expires ? "2026-11-27T08:00:00.000Z" : null });
  });

describe("applying a command", () => {
  test("gives a completed todo the countdown of the server, and takes it from a pinned one", () => {
    expect(applied(byId(todoAt(1)), changeOf(todoAt(1), { completed: true }))).toMatchObject([
      { completedAt: now.toISOString(), expiresAt: inSevenDays },
    ]);
    const done = todoAt(1, { completedAt: at, expiresAt: inSevenDays });
    expect(applied(byId(done), changeOf(done, { pinned: true }))).toMatchObject([{ pinned: true, expiresAt: null }]);
  });

  test("clears what is completed and not pinned, loaded or not", () => {
    const [open, done, kept] = [
      todoAt(1),
      todoAt(2, { completedAt: at }),
      todoAt(3, { completedAt: at, pinned: true }),
    ];
    const clear: Intent = { kind: "clear-completed", todoIds: [], base: null, changes: null };
    expect(applied(byId(open, done, kept), clear)).toEqual([open, kept]);
  });

  test("pins or trashes exactly what was counted as expiring", () => {
    const soon = todoAt(1, { completedAt: at, updatedAt: at, expiresAt: "2026-11-24T13:00:00.000Z" });
    const later = todoAt(2, { completedAt: at, updatedAt: at, expiresAt: "2026-11-30T13:00:00.000Z" });
    const changes = { asOf: now.toISOString() };
    const pin: Intent = { kind: "pin-expiring", todoIds: [], base: null, changes };
    expect(applied(byId(soon, later), pin)).toMatchObject([{ pinned: true, expiresAt: null }, later]);
    expect(applied(byId(soon, later), { ...pin, kind: "trash-expiring" })).toEqual([later]);
  });

  test("twice is the same as once: the server may have it already", () => {
    fc.assert(
      fc.property(todo, change, fc.constantFrom("change", "delete", "restore"), (before, changes, kind) => {
        const { todoIds, base } = { todoIds: [before.id], base: before };
        const intent: Intent = kind === "change" ? changeOf(before, changes) : { kind, todoIds, base, changes: null };
        const command = make(intent);
        const once = apply(byId(before), command, 7);
        expect(apply(once, command, 7)).toEqual(once);
      }),
    );
  });

  test("and its inverse leaves what a person saw", () => {
    fc.assert(
      fc.property(todo, change, fc.boolean(), (before, changes, isDelete) => {
        const intent: Intent = isDelete
          ? { kind: "delete", todoIds: [before.id], base: before, changes: null }
          : changeOf(before, changes);
        const command = make(intent);
        const inverse = invert(command, before, 7);
        if (inverse === null) throw new Error("there is no inverse");
        const [back] = apply(apply(byId(before), command, 7), make(inverse), 7).values();
        const { title, notes, dueOn, pinned } = before;
        expect(back).toMatchObject({ title, notes, dueOn, pinned });
        expect(back?.completedAt === null).toBe(before.completedAt === null);
      }),
    );
  });
});

describe("what is shown", () => {
  const open = { status: "open", q: "" } as const;

  test("is the server's todos with what waits, in the order of the list", () => {
    const add = make({ kind: "create", todoIds: [], base: null, changes: { title: "New" } });
    const done = make(changeOf(todoAt(2), { completed: true }));
    const due = make(changeOf(todoAt(1), { dueOn: "2026-12-01" }));
    const shown = shownTodos([todoAt(3), todoAt(2), todoAt(1)], open, [add, done, due], 7);
    expect(shown.map(({ title }) => title)).toEqual(["Todo 1", "New", "Todo 3"]);
  });

  test("holds a todo in the list to which it goes, also where the server's pages have it in the other one", () => {
    const done = make(changeOf(todoAt(1), { completed: true }));
    expect(shownTodos([], { status: "completed", q: "" }, [done], 7)).toMatchObject([{ title: "Todo 1" }]);
    expect(shownTodos([], { status: "completed", q: "milk" }, [done], 7)).toEqual([]);
  });

  test("leaves alone what no command touches, whatever the search makes of it", () => {
    const pin = make(changeOf(todoAt(1), { pinned: true }));
    expect(shownTodos([todoAt(2), todoAt(1)], { status: "open", q: "milk" }, [pin], 7)).toEqual([todoAt(2)]);
  });
});
