import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#lib/id.ts";
import type { Owner, Todo } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";

const test = setUpTestDatabase();
const start = new Date("2026-11-24T12:00:00.000Z");
const second = (n: number) => new Date(start.getTime() + n * 1000);

let todos: TodoService;

beforeAll(() => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
});

async function createMany(owner: Owner, count: number): Promise<Todo[]> {
  const made: Todo[] = [];
  for (let n = 0; n < count; n += 1) made.push(await todos.create(owner, { title: `Todo ${n}` }, second(n)));
  return made;
}

const query = (input: Record<string, unknown>) => listTodosSchema.parse(input);

describe("pages of the list", () => {
  it("are newest first and end with a null cursor", async () => {
    const owner = await addOwner(test.db);
    await createMany(owner, 4);
    const first = await todos.list(owner, query({ limit: 2 }));
    expect(first.items.map((todo) => todo.title)).toEqual(["Todo 3", "Todo 2"]);
    const last = await todos.list(owner, query({ limit: 2, cursor: first.nextCursor }));
    expect(last.items.map((todo) => todo.title)).toEqual(["Todo 1", "Todo 0"]);
    expect(last.nextCursor).toBeNull();
  });

  it("are empty for someone without todos", async () => {
    const owner = await addOwner(test.db);
    expect(await todos.list(owner, query({}))).toEqual({ items: [], nextCursor: null });
  });

  it("cover every todo once while others are created, completed and deleted", async () => {
    const owner = await addOwner(test.db);
    const made = await createMany(owner, 30);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await todos.list(owner, query({ limit: 7, ...(cursor !== null && { cursor }) }));
      seen.push(...page.items.map((todo) => todo.id));
      cursor = page.nextCursor;
      const [last] = seen.slice(-1);
      await Promise.all([
        todos.create(owner, { title: "Meanwhile" }, second(1000 + seen.length)),
        todos.update(owner, made[15]?.id ?? "", { completed: true, title: `Changed ${seen.length}` }, second(2000)),
        // The row of the cursor.
        last !== undefined && todos.trash(owner, last, second(2000)),
      ]);
    } while (cursor !== null);
    expect(seen).toEqual(made.map((todo) => todo.id).reverse());
  });

  it("cover every trashed todo once, in the order of trashing, while others are restored", async () => {
    const owner = await addOwner(test.db);
    const made = await createMany(owner, 12);
    // The oldest last, and several at one instant, so that the order within it counts, too.
    for (const [n, todo] of made.entries()) await todos.trash(owner, todo.id, second(100 - Math.floor(n / 5)));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await todos.listTrash(owner, { limit: 3, ...(cursor !== null && { cursor }) });
      seen.push(...page.items.map((todo) => todo.id));
      cursor = page.nextCursor;
      const [last] = seen.slice(-1);
      if (last !== undefined) await todos.restore(owner, last, {}, second(500));
    } while (cursor !== null);
    const at = (from: number, to: number) =>
      made
        .slice(from, to)
        .map((todo) => todo.id)
        .reverse();
    expect(seen).toEqual([...at(0, 5), ...at(5, 10), ...at(10, 12)]);
  });
});

describe("the filter", () => {
  it("separates open from completed todos", async () => {
    const owner = await addOwner(test.db);
    const [done, open] = await createMany(owner, 2);
    await todos.update(owner, done?.id ?? "", { completed: true }, start);
    const ids = async (status: string) => (await todos.list(owner, query({ status }))).items.map((todo) => todo.id);
    expect(await ids("open")).toEqual([open?.id]);
    expect(await ids("completed")).toEqual([done?.id]);
    expect(await ids("all")).toEqual([open?.id, done?.id]);
  });
});

describe("the search", () => {
  let owner: Owner;
  const titles = [
    "Save 100% of it",
    "Save 100 more",
    "snake_case",
    "snakeXcase",
    "back\\slash",
    "ÄPFEL kaufen",
    "x' OR '1'='1",
    "Ruelle du Cafe\u0301 fermé",
  ];

  beforeAll(async () => {
    owner = await addOwner(test.db);
    for (const title of titles) await todos.create(owner, { title }, start);
    await todos.create(owner, { title: "Other", notes: "bring the Ladder\nand the rope" }, start);
  });

  it.each([
    ["100%", ["Save 100% of it"]],
    ["snake_case", ["snake_case"]],
    ["k\\s", ["back\\slash"]],
    ["%", ["Save 100% of it"]],
    ["_", ["snake_case"]],
    ["\\", ["back\\slash"]],
    ["äpfel", ["ÄPFEL kaufen"]],
    ["SAVE", ["Save 100 more", "Save 100% of it"]],
    ["ladder", ["Other"]],
    ["rope other BRING", ["Other"]],
    ["rope bread", []],
    ["apfel", ["ÄPFEL kaufen"]],
    ["café", ["Ruelle du Cafe\u0301 fermé"]],
    ["FERME cafe", ["Ruelle du Cafe\u0301 fermé"]],
    ["' OR '", ["x' OR '1'='1"]],
    ["nothing like it", []],
  ])(
    "finds each word of %j, in any order, case and accents aside, wildcards literally, in titles and notes",
    async (q, expected) => {
      const page = await todos.list(owner, query({ q }));
      expect(page.items.map((todo) => todo.title).sort()).toEqual([...expected].sort());
    },
  );

  it("combines with filter and pages", async () => {
    const page = await todos.list(owner, query({ q: "save", status: "open", limit: 1 }));
    expect(page.items).toHaveLength(1);
    const next = await todos.list(owner, query({ q: "save", limit: 1, cursor: page.nextCursor }));
    expect(next.items).toHaveLength(1);
    expect(next.nextCursor).toBeNull();
  });

  it("finds the owner's todos only", async () => {
    const other = await addOwner(test.db);
    expect((await todos.list(other, query({ q: "Save" }))).items).toEqual([]);
  });
});

it("accepts a cursor whose todo is deleted or never existed", async () => {
  const owner = await addOwner(test.db);
  await createMany(owner, 2);
  const page = await todos.list(owner, query({ cursor: newId(second(10)) }));
  expect(page.items).toHaveLength(2);
});
