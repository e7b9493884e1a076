import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import { newId } from "#lib/id.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");
const later = addDays(now, 2);

let todos: TodoService;
let ann: Owner;
let bob: Owner;

beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  ann = await addOwner(test.db);
  bob = await addOwner(test.db);
});

const todoOf = (id: string, title = "Buy milk") => ({ id, title, notes: "2 l", dueOn: "2026-12-01", pinned: true });
const copies = (id: string) =>
  Promise.all([test.db.todo.count({ where: { id } }), test.db.trashedTodo.count({ where: { id } })]);

describe("a create with the sender's own id", () => {
  it("makes the todo with it", async () => {
    const input = todoOf(newId(now));
    const { todo, isNew } = await todos.createOnce(ann, input, later);
    expect(isNew).toBe(true);
    expect(todo).toMatchObject({ ...input, completedAt: null, createdAt: later.toISOString() });
    expect(await todos.get(ann, input.id)).toEqual(todo);
  });

  it("makes one todo of many requests at once", async () => {
    const input = todoOf(newId(now));
    const answers = await Promise.all(Array.from({ length: 8 }, () => todos.createOnce(ann, input, now)));
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(answers.map(({ todo }) => JSON.stringify(todo))).size).toBe(1);
  });

  it("finds the todo as it is now when repeated, whatever the repetition says", async () => {
    const input = todoOf(newId(now));
    await todos.createOnce(ann, input, now);
    const changed = await todos.update(ann, input.id, { title: "Buy oats", completed: true }, later);
    expect(await todos.createOnce(ann, todoOf(input.id, "Other"), later)).toEqual({ todo: changed, isNew: false });
    expect(await todos.get(ann, input.id)).toEqual(changed);
  });

  it("leaves a todo in the trash that was deleted meanwhile", async () => {
    const input = todoOf(newId(now));
    const { todo } = await todos.createOnce(ann, input, now);
    await todos.trash(ann, input.id, later);
    expect(await todos.createOnce(ann, input, later)).toEqual({ todo, isNew: false });
    expect(await copies(input.id)).toEqual([0, 1]);
  });

  it("does not bring a todo back that was purged, nor one deleted where there is no trash", async () => {
    const withoutTrash = createTodoService({ database: test.db, trashDays: 0 });
    const [purged, deleted] = [todoOf(newId(now)), todoOf(newId(now))];
    for (const input of [purged, deleted]) await todos.createOnce(ann, input, now);
    await todos.trash(ann, purged.id, now);
    await todos.purge(ann, purged.id);
    await withoutTrash.trash(ann, deleted.id, now);
    for (const input of [purged, deleted]) {
      await expect(todos.createOnce(ann, input, later)).rejects.toMatchObject({ kind: "conflict" });
      expect(await copies(input.id)).toEqual([0, 0]);
    }
  });

  it("tells nothing about somebody else's todo, listed, trashed or purged", async () => {
    const ids = [newId(now), newId(now), newId(now)];
    for (const id of ids) await todos.createOnce(ann, todoOf(id), now);
    const [, trashed = "", purged = ""] = ids;
    for (const id of [trashed, purged]) await todos.trash(ann, id, now);
    await todos.purge(ann, purged);
    const refusals = await Promise.all(ids.map((id) => todos.createOnce(bob, todoOf(id), now).catch((error) => error)));
    expect(refusals.map(({ kind }) => kind)).toEqual(["conflict", "conflict", "conflict"]);
    expect(new Set(refusals.map(({ message, current }) => JSON.stringify([message, current]))).size).toBe(1);
    expect(await todos.get(ann, ids[0] ?? "")).toMatchObject({ title: "Buy milk" });
  });

  it("knows the ids of todos that were there before ids were remembered", async () => {
    const [listed, trashed] = [newId(now), newId(now)];
    const row = { ownerId: ann.id, title: "Old", notes: "", pinned: false, createdAt: now, updatedAt: now };
    await test.db.todo.create({ data: { ...row, id: listed } });
    await test.db.trashedTodo.create({ data: { ...row, id: trashed, trashedAt: now, reason: "user" } });
    for (const id of [listed, trashed]) {
      expect(await todos.createOnce(ann, todoOf(id), now)).toMatchObject({ todo: { title: "Old" }, isNew: false });
      await expect(todos.createOnce(bob, todoOf(id), now)).rejects.toMatchObject({ kind: "conflict" });
    }
    expect([await copies(listed), await copies(trashed)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  it("is refused with an id of a clock that is more than a day ahead", async () => {
    const hour = 1 / 24;
    await todos.createOnce(ann, todoOf(newId(addDays(now, 1))), now);
    await expect(todos.createOnce(ann, todoOf(newId(addDays(now, 1 + hour))), now)).rejects.toMatchObject({
      kind: "invalid",
      fields: [{ field: "id" }],
    });
  });

  it("forgets ids after half a year, two with each new todo", async () => {
    const old = [181, 182, 183].map((days) => newId(addDays(now, -days)));
    const recent = newId(addDays(now, -179));
    await test.db.usedTodoId.createMany({ data: [...old, recent].map((id) => ({ id })) });
    const remembered = async () => {
      const rows = await test.db.usedTodoId.findMany({ where: { id: { in: [...old, recent] } } });
      return rows.map(({ id }) => id).toSorted();
    };
    await todos.create(ann, { title: "One" }, now);
    expect(await remembered()).toEqual([old[0], recent]);
    await todos.create(ann, { title: "Two" }, now);
    expect(await remembered()).toEqual([recent]);
  });
});
