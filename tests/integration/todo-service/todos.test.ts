import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");
const later = addDays(now, 1);
const iso = (days: number) => addDays(now, days).toISOString();

let todos: TodoService;
let ann: Owner;
let bob: Owner;

beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  ann = await addOwner(test.db);
  bob = await addOwner(test.db);
});

describe("create and get", () => {
  it("returns the stored todo, with times in UTC and the day as given", async () => {
    const input = { title: "Buy milk", notes: "Two litres", dueOn: "2028-02-29", pinned: true };
    const created = await todos.create(ann, input, now);
    expect(created).toEqual({
      ...input,
      id: expect.any(String),
      completedAt: null,
      expiresAt: null,
      createdAt: iso(0),
      updatedAt: iso(0),
    });
    expect(await todos.get(ann, created.id)).toEqual(created);
  });

  it("fills in fields that are left out", async () => {
    const todo = await todos.create(ann, { title: "Bare" }, now);
    expect(todo).toMatchObject({ notes: "", dueOn: null, pinned: false });
  });

  it("does not find what doesn't exist", async () => {
    await expect(todos.get(ann, newId(now))).rejects.toMatchObject({ kind: "not-found" });
  });
});

describe("update", () => {
  it("changes the named fields only", async () => {
    const todo = await todos.create(ann, { title: "Before", notes: "Stays", dueOn: "2026-12-01" }, now);
    expect(await todos.update(ann, todo.id, { title: "After" }, later)).toEqual({
      ...todo,
      title: "After",
      updatedAt: iso(1),
    });
    expect(await todos.update(ann, todo.id, { dueOn: null, notes: "" }, later)).toMatchObject({
      title: "After",
      dueOn: null,
      notes: "",
    });
  });

  it("completes, reopens, pins and unpins with the expiry that follows", async () => {
    const { id } = await todos.create(ann, { title: "Water plants" }, now);
    const steps = [
      [{ completed: true }, 0, { completedAt: iso(0), pinned: false, expiresAt: iso(7) }],
      [{ completed: true }, 1, { completedAt: iso(0), pinned: false, expiresAt: iso(7) }],
      [{ pinned: true }, 2, { completedAt: iso(0), pinned: true, expiresAt: null }],
      [{ pinned: false }, 3, { completedAt: iso(0), pinned: false, expiresAt: iso(7) }],
      [{ completed: false }, 4, { completedAt: null, pinned: false, expiresAt: null }],
      [{ completed: true, pinned: true }, 5, { completedAt: iso(5), pinned: true, expiresAt: null }],
    ] as const;
    for (const [change, days, expected] of steps) {
      expect(await todos.update(ann, id, change, addDays(now, days))).toMatchObject({
        ...expected,
        updatedAt: iso(days),
      });
    }
  });

  it("gives no expiry to an owner whose todos stay for good", async () => {
    const keeper = await addOwner(test.db, { retentionDays: null });
    const { id } = await todos.create(keeper, { title: "Diary" }, now);
    expect(await todos.update(keeper, id, { completed: true }, now)).toMatchObject({ expiresAt: null });
  });

  it("loses no change when two fields change at once", async () => {
    const { id } = await todos.create(ann, { title: "Start" }, now);
    await Promise.all([
      todos.update(ann, id, { title: "Title" }, now),
      todos.update(ann, id, { notes: "Notes" }, now),
      todos.update(ann, id, { dueOn: "2026-12-24" }, now),
      todos.update(ann, id, { completed: true }, now),
      todos.update(ann, id, { pinned: true }, now),
    ]);
    expect(await todos.get(ann, id)).toMatchObject({
      title: "Title",
      notes: "Notes",
      dueOn: "2026-12-24",
      completedAt: iso(0),
      pinned: true,
      expiresAt: null,
    });
  });

  it("computes the right expiry when completing races with pinning", async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id } = await todos.create(ann, { title: "Race", pinned: true }, now);
      await Promise.all([
        todos.update(ann, id, { completed: true }, now),
        todos.update(ann, id, { pinned: false }, now),
      ]);
      expect(await todos.get(ann, id)).toMatchObject({ completedAt: iso(0), pinned: false, expiresAt: iso(7) });
    }
  });
});

describe("another user's todo", () => {
  it("does not exist for anyone else, in the list or in the trash", async () => {
    const { id } = await todos.create(ann, { title: "Secret" }, now);
    const refused = { kind: "not-found" };
    await expect(todos.get(bob, id)).rejects.toMatchObject(refused);
    await expect(todos.update(bob, id, { title: "Stolen" }, now)).rejects.toMatchObject(refused);
    await expect(todos.trash(bob, id, now)).rejects.toMatchObject(refused);
    expect(await todos.get(ann, id)).toMatchObject({ title: "Secret" });

    await todos.trash(ann, id, now);
    await expect(todos.restore(bob, id, {}, now)).rejects.toMatchObject(refused);
    await expect(todos.purge(bob, id)).rejects.toMatchObject(refused);
    expect(await todos.restoreMany(bob, { ids: [id] }, now)).toMatchObject({ restoredCount: 0 });
    expect(await todos.emptyTrash(bob)).toEqual({ deletedCount: 0 });
    expect(await todos.listTrash(bob, { limit: 50 })).toEqual({ items: [], nextCursor: null });
    expect(await todos.restore(ann, id, {}, now)).toMatchObject({ title: "Secret" });
  });
});
