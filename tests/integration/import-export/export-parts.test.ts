import { expect, it } from "vitest";
import { newId } from "#lib/id.ts";
import { exportParts } from "#lib/todo-service/import-export/writing/export-parts.ts";
import { addOwner } from "#tests/support/people.ts";
import { now, setUpImports } from "./set-up.ts";

const files = setUpImports();

async function addTodos(count: number, notes = "") {
  const owner = await addOwner(files.test.db);
  const made = { ownerId: owner.id, notes, createdAt: now, updatedAt: now };
  const rows = Array.from({ length: count }, (_, n) => ({ ...made, id: newId(now), title: `Todo ${n}` }));
  await files.test.db.todo.createMany({ data: rows });
  return owner;
}

/** The titles of each part, as its file has them. */
async function titlesOf(owner: Awaited<ReturnType<typeof addTodos>>, limits: { bytes: number; todos: number }) {
  const parts = await exportParts(files.test.db, owner, limits);
  const titles: string[][] = [];
  for (const part of parts) {
    let text = "";
    for await (const piece of files.todos.exportTodos(owner, "json", { timeZone: "UTC", languages: [] }, part)) {
      text += piece;
    }
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limits.bytes);
    const { todos } = JSON.parse(text);
    expect(todos).toHaveLength(part.count);
    titles.push(todos.map(({ title }: { title: string }) => title));
  }
  return titles;
}

it("a list that fits is one part, and an empty one is none", async () => {
  const owner = await addTodos(3);
  expect(await files.todos.exportParts(owner)).toEqual([{ from: null, until: null, count: 3 }]);
  expect(await files.todos.exportParts(await addTodos(0))).toEqual([]);
});

it("a list with more todos than a file may have comes in parts, each todo once", async () => {
  const owner = await addTodos(25);
  const titles = await titlesOf(owner, { bytes: 1_000_000, todos: 10 });
  expect(titles.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(titles.flat()).toEqual((await files.all(owner)).map(({ title }) => title));
});

it("a list with more bytes than a file may have does too, and goes on from any part", async () => {
  const owner = await addTodos(30, '"\u0001'.repeat(4_000));
  const limits = { bytes: 400_000, todos: 1_000 };
  const titles = await titlesOf(owner, limits);
  expect(titles.length).toBeGreaterThan(2);
  expect(new Set(titles.flat()).size).toBe(30);
  const [first, second] = await exportParts(files.test.db, owner, limits);
  const rest = await exportParts(files.test.db, owner, limits, second?.from);
  expect(rest[0]?.from).toBe(first?.until);
  expect(rest.reduce((sum, { count }) => sum + count, first?.count ?? 0)).toBe(30);
});
