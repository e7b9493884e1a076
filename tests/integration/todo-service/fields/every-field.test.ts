import { beforeAll, expect, test } from "vitest";
import type { CreateTodo, Owner, TodoChange } from "#lib/todo-service/schemas.ts";
import { now, setUpImports } from "#tests/integration/import-export/set-up.ts";
import { addOwner } from "#tests/support/people.ts";

const files = setUpImports();
let owner: Owner;

/** A value of each field that a person gives, none of them the default. The compiler asks for each new field. */
const given: Required<Omit<CreateTodo, "id">> = { title: "Lake", notes: "by boat", dueOn: "2026-12-24", pinned: true };
const changed: Required<Omit<TodoChange, "completed">> = {
  title: "River",
  notes: "by canoe",
  dueOn: "2027-01-02",
  pinned: true,
};

beforeAll(async () => {
  owner = await addOwner(files.test.db);
});

test("each field of a todo is stored, changed, kept in the trash and restored", async () => {
  const created = await files.todos.create(owner, given, now);
  expect(created).toMatchObject(given);
  const { id } = created;
  expect(await files.todos.update(owner, id, { ...changed, pinned: false }, now)).toMatchObject({
    ...changed,
    pinned: false,
  });
  expect(await files.todos.update(owner, id, { ...given, base: {} }, now)).toMatchObject(given);
  expect(await files.todos.update(owner, id, changed, now)).toMatchObject(changed);
  await files.todos.trash(owner, id, now);
  const { items } = await files.todos.listTrash(owner, { limit: 1 });
  expect(items).toMatchObject([changed]);
  expect(await files.todos.restore(owner, id, {}, now)).toMatchObject(changed);
});

test.each(["json", "csv"] as const)("each field of a todo travels in a %s file", async (format) => {
  const from = await addOwner(files.test.db);
  await files.todos.create(from, given, now);
  const to = await addOwner(files.test.db);
  await files.bring(to, await files.exported(from, format));
  expect(await files.all(to)).toMatchObject([{ ...given, dueOn: new Date(`${given.dueOn}T00:00:00Z`) }]);
});
