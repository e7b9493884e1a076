import { beforeAll, describe, expect, it } from "vitest";
import type { Owner, Todo, UpdateTodo } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");

let todos: TodoService;
let ann: Owner;

beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  ann = await addOwner(test.db);
});

const start = () => todos.create(ann, { title: "Plan", notes: "Draft", dueOn: "2026-12-01" }, now);
const change = (todo: Todo, changes: UpdateTodo) => todos.update(ann, todo.id, changes, now);

describe("an edit with a base", () => {
  it("is refused as a whole when a field that it changes has another value now", async () => {
    const todo = await start();
    const other = await change(todo, { notes: "Theirs" });
    const mine = { notes: "Mine", dueOn: null, pinned: true, base: { notes: "Draft", dueOn: "2026-12-01" } };
    await expect(change(todo, mine)).rejects.toMatchObject({
      kind: "edit-conflict",
      fields: [{ field: "notes", message: "was changed somewhere else" }],
      current: other,
    });
    expect(await todos.get(ann, todo.id)).toEqual(other);
  });

  it("is saved when only other fields have changed", async () => {
    const todo = await start();
    await change(todo, { title: "Renamed", dueOn: null, completed: true });
    const saved = await change(todo, { notes: "Mine", base: { notes: "Draft" } });
    expect(saved).toMatchObject({ title: "Renamed", dueOn: null, completedAt: now.toISOString(), notes: "Mine" });
  });

  it("is saved when the other edit wrote the same value, or was undone", async () => {
    const todo = await start();
    await change(todo, { title: "Same" });
    expect(await change(todo, { title: "Same", base: { title: "Plan" } })).toMatchObject({ title: "Same" });
    await change(todo, { title: "Plan" });
    expect(await change(todo, { title: "Mine", base: { title: "Plan" } })).toMatchObject({ title: "Mine" });
  });

  it("compares days, and no day", async () => {
    const todo = await start();
    await change(todo, { dueOn: null });
    const stale = change(todo, { dueOn: "2026-12-24", base: { dueOn: "2026-12-01" } });
    await expect(stale).rejects.toMatchObject({ kind: "edit-conflict", fields: [{ field: "dueOn" }] });
    expect(await change(todo, { dueOn: "2026-12-24", base: { dueOn: null } })).toMatchObject({ dueOn: "2026-12-24" });
  });

  it("can require a field's value without changing it", async () => {
    const todo = await start();
    await change(todo, { title: "Renamed" });
    const changes = { completed: true, base: { title: "Plan" } };
    await expect(change(todo, changes)).rejects.toMatchObject({ kind: "edit-conflict", fields: [{ field: "title" }] });
    expect(await todos.get(ann, todo.id)).toMatchObject({ completedAt: null });
  });
});

it("an edit without a base overwrites the last one", async () => {
  const todo = await start();
  await change(todo, { title: "One" });
  expect(await change(todo, { title: "Two" })).toMatchObject({ title: "Two" });
});

it("of two edits with the same base, in the same millisecond, exactly one is saved", async () => {
  for (let round = 0; round < 20; round += 1) {
    const todo = await start();
    const base = { title: "Plan" };
    const both = await Promise.allSettled([
      change(todo, { title: "Left", base }),
      change(todo, { title: "Right", base }),
    ]);
    const made = both.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    const refused = both.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect([made.length, refused.length]).toEqual([1, 1]);
    expect(refused[0]).toMatchObject({ kind: "edit-conflict", current: made[0] });
    expect(await todos.get(ann, todo.id)).toEqual(made[0]);
  }
});
