import { beforeAll, expect, it } from "vitest";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, second));

let todos: TodoService;
let owner: Owner;

beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  owner = await addOwner(test.db);
});

it("names the five that changed last in list and trash, and nobody else's", async () => {
  const other = await addOwner(test.db);
  const ids: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    ids.push((await todos.create(owner, { title: `Todo ${n}` }, at(n))).id);
    await todos.create(other, { title: "Theirs" }, at(50));
  }
  const [first = "", second = "", ...rest] = ids;
  await todos.update(owner, first, { completed: true }, at(20));
  await todos.trash(owner, second, at(21));
  const changed = [first, ...rest.toReversed().slice(0, 4)];
  expect(await todos.latestChanges(owner)).toEqual({
    changed: changed.map((id, n) => ({ id, updatedAt: at(n === 0 ? 20 : 8 - n).toISOString() })),
    trashed: [{ id: second, trashedAt: at(21).toISOString() }],
  });
});

it("is empty for somebody without todos, and the same while nothing changes", async () => {
  const nobody = await addOwner(test.db);
  expect(await todos.latestChanges(nobody)).toEqual({ changed: [], trashed: [] });
  const before = await todos.latestChanges(owner);
  expect(await todos.latestChanges(owner)).toEqual(before);
  await todos.clearCompleted(owner, at(40));
  expect(await todos.latestChanges(owner)).not.toEqual(before);
});
