import { beforeAll, describe, expect, it } from "vitest";
import type { Owner, Todo, UpdateTodo } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { createOwner } from "./owners.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");

let todos: TodoService;
let ann: Owner;

beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  ann = await createOwner(test.db);
});

const start = () => todos.create(ann, { title: "Plan", notes: "Draft", dueOn: "2026-12-01" }, now);
const change = (todo: Todo, wanted: UpdateTodo) => todos.update(ann, todo.id, wanted, now);

describe("an edit that says what it started from", () => {
  it("is refused, whole, once a field that it changes has become something else", async () => {
    const todo = await start();
    const theirs = await change(todo, { notes: "Theirs" });
    const mine = { notes: "Mine", dueOn: null, pinned: true, base: { notes: "Draft", dueOn: "2026-12-01" } };
    await expect(change(todo, mine)).rejects.toMatchObject({
      kind: "edit-conflict",
      fields: [{ field: "notes", message: "was changed somewhere else" }],
      current: theirs,
    });
    expect(await todos.get(ann, todo.id)).toEqual(theirs);
  });

  it("doesn't mind changes of other fields", async () => {
    const todo = await start();
    await change(todo, { title: "Renamed", dueOn: null, completed: true });
    const saved = await change(todo, { notes: "Mine", base: { notes: "Draft" } });
    expect(saved).toMatchObject({ title: "Renamed", dueOn: null, completedAt: now.toISOString(), notes: "Mine" });
  });

  it("is made when the other one wrote the same, or took its change back", async () => {
    const todo = await start();
    await change(todo, { title: "Same" });
    expect(await change(todo, { title: "Same", base: { title: "Plan" } })).toMatchObject({ title: "Same" });
    await change(todo, { title: "Plan" });
    expect(await change(todo, { title: "Mine", base: { title: "Plan" } })).toMatchObject({ title: "Mine" });
  });

  it("knows a day, and no day, for what they are", async () => {
    const todo = await start();
    await change(todo, { dueOn: null });
    const stale = change(todo, { dueOn: "2026-12-24", base: { dueOn: "2026-12-01" } });
    await expect(stale).rejects.toMatchObject({ kind: "edit-conflict", fields: [{ field: "dueOn" }] });
    expect(await change(todo, { dueOn: "2026-12-24", base: { dueOn: null } })).toMatchObject({ dueOn: "2026-12-24" });
  });

  it("can hold a field to its value without changing it", async () => {
    const todo = await start();
    await change(todo, { title: "Renamed" });
    const wanted = { completed: true, base: { title: "Plan" } };
    await expect(change(todo, wanted)).rejects.toMatchObject({ kind: "edit-conflict", fields: [{ field: "title" }] });
    expect(await todos.get(ann, todo.id)).toMatchObject({ completedAt: null });
  });
});

it("without a base the last write wins", async () => {
  const todo = await start();
  await change(todo, { title: "One" });
  expect(await change(todo, { title: "Two" })).toMatchObject({ title: "Two" });
});

it("of two edits from the same start, in the same millisecond, exactly one is made", async () => {
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
