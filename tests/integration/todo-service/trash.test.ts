import { beforeAll, beforeEach, describe, expect, it } from "vitest";
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
let owner: Owner;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

beforeEach(async () => {
  owner = await addOwner(test.db);
});

const create = (title: string) => todos.create(owner, { title }, now);

async function complete(title: string, options: { pinned?: boolean } = {}) {
  const { id } = await create(title);
  return await todos.update(owner, id, { completed: true, ...options }, now);
}

/** Moves todos to the trash as a cleanup run does. */
async function cleanedUp(taken: readonly { ownerId: string; runId: string }[]) {
  const before = addDays(now, -9);
  const rest = { notes: "", pinned: false, completedAt: before, createdAt: before, updatedAt: before };
  await test.db.trashedTodo.createMany({
    data: taken.map((row) => ({
      ...row,
      ...rest,
      id: newId(now),
      title: "Cleaned",
      trashedAt: now,
      reason: "cleanup",
    })),
  });
}

const titles = async () => (await todos.list(owner, { status: "all", q: "", limit: 100 })).items.map((t) => t.title);
const trash = async () => (await todos.listTrash(owner, { limit: 100 })).items;

describe("trash", () => {
  it("keeps the whole todo, with when and why it was trashed and when it is purged", async () => {
    const todo = await todos.create(owner, { title: "Old", notes: "Notes", dueOn: "2026-12-01" }, now);
    await todos.trash(owner, todo.id, later);
    expect(await titles()).toEqual([]);
    expect(await trash()).toEqual([
      {
        ...todo,
        trashedAt: later.toISOString(),
        reason: "user",
        runId: null,
        purgedAt: addDays(later, 30).toISOString(),
      },
    ]);
  });

  it("changes nothing the second time", async () => {
    const { id } = await create("Once");
    await Promise.all([todos.trash(owner, id, now), todos.trash(owner, id, later)]);
    const trashed = await trash();
    expect(trashed).toHaveLength(1);
    await todos.trash(owner, id, addDays(later, 1));
    expect(await trash()).toEqual(trashed);
  });

  it("is a conflict when its id is in the trash already, and loses neither todo", async () => {
    const { id } = await complete("In the list");
    await complete("Another");
    const times = { createdAt: now, updatedAt: now, trashedAt: now };
    const earlier = {
      id,
      ownerId: owner.id,
      title: "In the trash",
      notes: "",
      pinned: false,
      reason: "user",
      ...times,
    };
    await test.db.trashedTodo.create({ data: earlier });
    await expect(todos.trash(owner, id, now)).rejects.toMatchObject({ kind: "conflict" });
    expect(await todos.clearCompleted(owner, later)).toMatchObject({ deletedCount: 1 });
    expect(await titles()).toEqual(["In the list"]);
    expect((await trash()).map((todo) => todo.title)).toEqual(["Another", "In the trash"]);
  });

  it("deletes at once where there is no trash", async () => {
    const withoutTrash = createTodoService({ database: test.db, trashDays: 0 });
    const { id } = await create("Gone");
    await complete("Gone too");
    await withoutTrash.trash(owner, id, now);
    expect(await withoutTrash.clearCompleted(owner, now)).toMatchObject({ deletedCount: 1 });
    expect(await titles()).toEqual([]);
    expect(await trash()).toEqual([]);
  });
});

describe("clearCompleted", () => {
  it("takes the owner's completed, unpinned todos and nothing else", async () => {
    await create("Open");
    await complete("Done");
    await complete("Done and kept", { pinned: true });
    const other = await addOwner(test.db);
    const theirs = await todos.create(other, { title: "Theirs" }, now);
    await todos.update(other, theirs.id, { completed: true }, now);

    expect(await todos.clearCompleted(owner, later)).toEqual({ deletedCount: 1, trashedAt: later.toISOString() });
    expect(await titles()).toEqual(expect.arrayContaining(["Open", "Done and kept"]));
    expect((await trash()).map((todo) => todo.title)).toEqual(["Done"]);
    expect(await todos.get(other, theirs.id)).toMatchObject({ title: "Theirs" });
    expect(await todos.clearCompleted(owner, later)).toMatchObject({ deletedCount: 0 });
  });

  it("can be undone as a whole by its instant", async () => {
    await complete("One");
    await complete("Two");
    const earlier = await create("Trashed before");
    await todos.trash(owner, earlier.id, now);
    const { trashedAt } = await todos.clearCompleted(owner, later);
    expect(await todos.restoreMany(owner, { trashedAt }, later)).toMatchObject({ restoredCount: 2 });
    expect((await trash()).map((todo) => todo.title)).toEqual(["Trashed before"]);
  });
});

describe("restore", () => {
  it("restores an open todo as it was", async () => {
    const todo = await todos.create(owner, { title: "Back", notes: "Notes", dueOn: "2026-12-01" }, now);
    await todos.trash(owner, todo.id, now);
    expect(await todos.restore(owner, todo.id, {}, later)).toEqual({ ...todo, updatedAt: later.toISOString() });
    expect(await trash()).toEqual([]);
  });

  it("restores a completed todo with its dates, pinned, so that no cleanup takes it", async () => {
    const todo = await complete("Back");
    await todos.trash(owner, todo.id, now);
    const restored = await todos.restore(owner, todo.id, {}, later);
    expect(restored).toEqual({ ...todo, pinned: true, expiresAt: null, updatedAt: later.toISOString() });
    expect(await todos.get(owner, todo.id)).toEqual(restored);
  });

  it("restores the pin as it was when it undoes one's own delete", async () => {
    const todo = await complete("Back");
    await todos.trash(owner, todo.id, now);
    const restored = await todos.restore(owner, todo.id, { undo: true }, later);
    expect(restored).toEqual({ ...todo, updatedAt: later.toISOString() });
    expect(await todos.get(owner, todo.id)).toEqual(restored);
  });

  it.each([
    ["a day before it would leave", addDays(now, 6)],
    ["after it would have left", addDays(now, 20)],
  ])("brings back by an undo what was, also %s: the list says that it expires", async (_when, restoredAt) => {
    const todo = await complete("Back");
    await todos.trash(owner, todo.id, now);
    const restored = await todos.restore(owner, todo.id, { undo: true }, restoredAt);
    expect(restored).toEqual({ ...todo, updatedAt: restoredAt.toISOString() });
  });

  it("pins what a cleanup took, whatever its expiry would be", async () => {
    await cleanedUp([{ ownerId: owner.id, runId: newId(now) }]);
    await test.db.user.update({ where: { id: owner.id }, data: { retentionDays: 3650 } });
    const taken = await test.db.trashedTodo.findFirstOrThrow({ where: { ownerId: owner.id } });
    expect(await todos.restore(owner, taken.id, { undo: true }, now)).toMatchObject({ pinned: true, expiresAt: null });
  });

  it("computes the expiry with the current retention", async () => {
    const todo = await complete("Back");
    await todos.trash(owner, todo.id, now);
    await test.db.user.update({ where: { id: owner.id }, data: { retentionDays: null } });
    expect(await todos.restore(owner, todo.id, { undo: true }, later)).toMatchObject({
      pinned: false,
      expiresAt: null,
    });
  });

  it("is a conflict when the id is in the list already, and loses neither todo", async () => {
    const { id } = await create("In the trash");
    await todos.trash(owner, id, now);
    await test.db.todo.create({
      data: { id, ownerId: owner.id, title: "In the list", createdAt: now, updatedAt: now },
    });
    await expect(todos.restore(owner, id, {}, now)).rejects.toMatchObject({ kind: "conflict" });
    expect(await todos.restoreMany(owner, { ids: [id] }, now)).toMatchObject({ restoredCount: 0 });
    expect(await titles()).toEqual(["In the list"]);
    expect((await trash()).map((todo) => todo.title)).toEqual(["In the trash"]);
  });

  it("changes nothing the second time", async () => {
    const { id } = await complete("Back");
    await todos.trash(owner, id, now);
    const restored = await todos.restore(owner, id, {}, later);
    expect(await todos.restore(owner, id, { undo: true }, addDays(later, 1))).toEqual(restored);
    expect(await todos.get(owner, id)).toEqual(restored);
  });
});

describe("restoreMany", () => {
  it("restores by ids, skipping what isn't there", async () => {
    const made = [await create("One"), await create("Two"), await create("Three")];
    for (const todo of made) await todos.trash(owner, todo.id, now);
    const ids = [made[0]?.id ?? "", made[2]?.id ?? "", newId(now)];
    expect(await todos.restoreMany(owner, { ids }, later)).toMatchObject({ restoredCount: 2 });
    expect((await trash()).map((todo) => todo.title)).toEqual(["Two"]);
  });

  it("restores what one cleanup run took from the owner", async () => {
    const [runId, otherRun] = [newId(now), newId(now)];
    const other = await addOwner(test.db);
    await cleanedUp([
      { ownerId: owner.id, runId },
      { ownerId: owner.id, runId: otherRun },
      { ownerId: other.id, runId },
    ]);
    expect(await todos.restoreMany(owner, { runId }, later)).toMatchObject({ restoredCount: 1 });
    expect(await trash()).toMatchObject([{ runId: otherRun, reason: "cleanup" }]);
    expect(await todos.listTrash(other, { limit: 10 })).toMatchObject({ items: [{ runId }] });
  });

  it("restores nothing when nothing is named", async () => {
    const { id } = await create("Stays");
    await todos.trash(owner, id, now);
    expect(await todos.restoreMany(owner, {}, now)).toMatchObject({ restoredCount: 0 });
  });
});

describe("purge", () => {
  it("deletes from the trash only", async () => {
    const { id } = await create("Live");
    await expect(todos.purge(owner, id)).rejects.toMatchObject({ kind: "not-found" });
    await todos.trash(owner, id, now);
    await todos.purge(owner, id);
    expect(await trash()).toEqual([]);
    await expect(todos.restore(owner, id, {}, now)).rejects.toMatchObject({ kind: "not-found" });
  });
});

it("empties the whole trash of its owner", async () => {
  for (const title of ["One", "Two"]) await todos.trash(owner, (await create(title)).id, now);
  await create("Live");
  expect(await todos.emptyTrash(owner)).toEqual({ deletedCount: 2 });
  expect(await titles()).toEqual(["Live"]);
});
