import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "#lib/days.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");
const later = addDays(now, 2);

let todos: TodoService;
let owner: Owner;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

beforeEach(async () => {
  owner = await addOwner(test.db);
});

const create = (title: string) => todos.create(owner, { title }, now);
const titles = async () => (await todos.list(owner, { status: "all", q: "", limit: 100 })).items.map((t) => t.title);
const trash = async () => (await todos.listTrash(owner, { limit: 100 })).items;

describe("a search of the trash", () => {
  const titlesOf = async (q: string) => (await todos.listTrash(owner, { q, limit: 10 })).items.map((it) => it.title);

  beforeEach(async () => {
    for (const [title, notes] of [
      ["Müll", "in die Straße"],
      ["Cafe\u0301", ""],
      ["Bread 100%", ""],
    ] as const) {
      const { id } = await todos.create(owner, { title, notes }, now);
      await todos.trash(owner, id, now);
    }
    const other = await addOwner(test.db);
    const theirs = await todos.create(other, { title: "Müll too" }, now);
    await todos.trash(other, theirs.id, now);
  });

  it("finds each word in title or notes, in any order, case and accents aside, and counts what it finds", async () => {
    expect(await titlesOf("STRASSE mull")).toEqual(["Müll"]);
    expect(await titlesOf("café")).toEqual(["Cafe\u0301"]);
    expect(await titlesOf("%")).toEqual(["Bread 100%"]);
    expect(await titlesOf("mull cafe")).toEqual([]);
    expect(await todos.countTrash(owner, "mull")).toEqual({ count: 1 });
    expect(await todos.countTrash(owner, "")).toEqual({ count: 3 });
  });

  it("takes a search of nothing but an accent for one that finds nothing, not for an empty one", async () => {
    for (const q of ["´", "\u0301", "\u200b"]) {
      expect(await todos.countTrash(owner, q)).toEqual({ count: 0 });
      expect(await todos.purgeMany(owner, { q })).toEqual({ deletedCount: 0 });
      expect(await todos.restoreMany(owner, { q }, later)).toMatchObject({ restoredCount: 0 });
    }
    expect(await todos.countTrash(owner, "")).toEqual({ count: 3 });
  });

  it("names what is restored or deleted for good, all of it and nothing else", async () => {
    expect(await todos.restoreMany(owner, { q: "CAFE" }, later)).toMatchObject({ restoredCount: 1 });
    expect(await titles()).toEqual(["Cafe\u0301"]);
    expect(await todos.purgeMany(owner, { q: "mull" })).toEqual({ deletedCount: 1 });
    expect(await titlesOf("")).toEqual(["Bread 100%"]);
    expect(await todos.restoreMany(owner, { q: "" }, later)).toMatchObject({ restoredCount: 1 });
    expect(await todos.countTrash(owner, "")).toEqual({ count: 0 });
  });
});

describe("undoRestore", () => {
  it("moves what one restore brought back to the trash again, and nothing that was changed since", async () => {
    const made = [await create("One"), await create("Two"), await create("Changed")];
    for (const todo of made) await todos.trash(owner, todo.id, now);
    const { restoredAt } = await todos.restoreMany(owner, { q: "" }, later);
    await todos.create(owner, { title: "New" }, later);
    await todos.update(owner, made[2]?.id ?? "", { notes: "kept" }, addDays(later, 1));
    const [one = "", two = ""] = made.map(({ id }) => id);
    expect(await todos.undoRestore(owner, { restoredAt, ids: [one] }, later)).toEqual({ deletedCount: 1 });
    expect(await todos.undoRestore(owner, { restoredAt }, later)).toEqual({ deletedCount: 1 });
    expect((await trash()).map(({ id }) => id).toSorted()).toEqual([one, two].toSorted());
    expect((await titles()).toSorted()).toEqual(["Changed", "New"]);
  });

  it("moves nobody else's todos, and deletes nothing where there is no trash", async () => {
    const { id } = await create("One");
    await todos.trash(owner, id, now);
    const { restoredAt } = await todos.restoreMany(owner, { ids: [id] }, later);
    const other = await addOwner(test.db);
    expect(await todos.undoRestore(other, { restoredAt, ids: [id] }, later)).toEqual({ deletedCount: 0 });
    const withoutTrash = createTodoService({ database: test.db, trashDays: 0 });
    await expect(withoutTrash.undoRestore(owner, { restoredAt }, later)).rejects.toMatchObject({ kind: "conflict" });
    expect(await titles()).toEqual(["One"]);
  });
});

describe("the trash of one owner", () => {
  it("is purged by nobody else, by one id or by many", async () => {
    const { id } = await create("Bread");
    await todos.trash(owner, id, now);
    const other = await addOwner(test.db);
    await expect(todos.purge(other, id)).rejects.toMatchObject({ kind: "not-found" });
    expect(await todos.purgeMany(other, { ids: [id] })).toEqual({ deletedCount: 0 });
    expect((await trash()).map((todo) => todo.id)).toEqual([id]);
  });

  it("is read page by page without a repetition", async () => {
    for (const title of ["A", "B", "C"]) await todos.trash(owner, (await create(title)).id, now);
    const first = await todos.listTrash(owner, { limit: 2 });
    const second = await todos.listTrash(owner, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ title }) => title).toSorted()).toEqual(["A", "B", "C"]);
  });
});
