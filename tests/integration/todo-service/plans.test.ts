import { beforeAll, describe, expect, it } from "vitest";
import { Prisma } from "#lib/db/client.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { listTodosSchema } from "#lib/todo-service/todos/list-schemas.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner } from "#tests/support/people.ts";
import { explain, indexesOf, nodesOf, statementsOf, wholeTablesOf } from "#tests/support/query-plans.ts";

const test = setUpTestDatabase();
const now = new Date("2026-11-24T12:00:00.000Z");

let todos: TodoService;
let owner: Owner;
let runId: string;

/** 20,000 todos of 10 owners, one in five open, and as many in the trash. */
beforeAll(async () => {
  todos = createTodoService({ database: test.db, trashDays: 30 });
  const owners = [];
  for (let n = 0; n < 10; n += 1) owners.push(await addOwner(test.db));
  owner = owners[5] ?? (await addOwner(test.db));
  runId = newId(now);
  const ids = owners.map(({ id }) => id);
  await test.db.$executeRaw`
    INSERT INTO todo (id, owner_id, title, due_on, completed_at, expires_at, created_at, updated_at)
    SELECT gen_random_uuid(), (${ids}::uuid[])[1 + n % 10], 'Todo ' || n, CASE WHEN n % 3 = 0 THEN DATE '2026-11-24' + n % 100 END,
      done.at, done.at + interval '7 days', now(), now()
    FROM generate_series(1, 20000) AS n
    CROSS JOIN LATERAL (SELECT CASE WHEN n % 5 > 0 THEN now() - n * interval '1 minute' END AS at) AS done`;
  await test.db.$executeRaw`
    INSERT INTO trashed_todo (id, owner_id, title, notes, pinned, created_at, updated_at, trashed_at, reason, run_id)
    SELECT gen_random_uuid(), owner_id, title, notes, pinned, created_at, updated_at,
      created_at + row_number() OVER () * interval '1 second', 'cleanup',
      CASE WHEN row_number() OVER () % 1000 = 0 THEN ${runId}::uuid ELSE gen_random_uuid() END
    FROM todo`;
  await test.db.$executeRaw`INSERT INTO used_todo_id (id) SELECT id FROM todo`;
  await test.db.$executeRaw`ANALYZE`;
});

/** Plans the statements that an action sends, with their values, or for any value. */
async function plansOf(act: () => Promise<unknown>, { forAny = false } = {}) {
  const statements = (await statementsOf(act)).filter(({ text }) => text !== "BEGIN" && text !== "COMMIT");
  return await withConnection(test.url, async (client) => {
    const plans = [];
    for (const statement of statements) {
      const plan = await explain(client, statement, forAny ? "often" : "once");
      const nodes = nodesOf(plan);
      plans.push({
        types: nodes.map((node) => node["Node Type"]),
        indexes: indexesOf(plan),
        /** Rows that are read and then left out. */
        filters: nodes.flatMap((node) => node.Filter ?? []),
        wholeTables: wholeTablesOf(plan),
      });
    }
    return plans;
  });
}

const query = (input: Record<string, unknown>) => listTodosSchema.parse(input);
const cursor = "88888888-8888-7888-8888-888888888888";

describe("with 20,000 todos and as much trash", () => {
  it.each([
    ["todo_owner_id_id_idx", "a page of all", { cursor }],
    ["todo_open_idx", "a page of the open", { status: "open", cursor }],
    ["todo_completed_idx", "a page of the completed", { status: "completed", cursor }],
    ["todo_open_due_idx", "the first page by due date", { status: "open", sort: "due" }],
    ["todo_open_due_idx", "a page by due date", { status: "open", sort: "due", cursor: `2026-12-01.${cursor}` }],
    ["todo_open_due_idx", "a page without dates", { status: "open", sort: "due", cursor: `none.${cursor}` }],
    ["todo_owner_completed_at_idx", "the last completed", { status: "completed", sort: "completed" }],
    [
      "todo_owner_completed_at_idx",
      "a page by completion",
      { status: "completed", sort: "completed", cursor: `1795521600000.${cursor}` },
    ],
  ])("%s serves %s in one statement, without sorting or leaving out a row", async (index, _, input) => {
    expect(await plansOf(() => todos.list(owner, query(input)))).toMatchObject([
      { types: ["Limit", "Index Scan"], indexes: [index], filters: [] },
    ]);
  });

  it.each([
    ["todo_owner_id_id_idx", { cursor }],
    ["todo_open_idx", { status: "open" }],
    ["todo_open_due_idx", { status: "open", sort: "due", cursor: `none.${cursor}` }],
    ["todo_owner_completed_at_idx", { status: "completed", sort: "completed" }],
  ])(
    "%s serves a page at once without sorting or leaving out a row, also by a plan for any owner",
    async (index, input) => {
      const proof = Prisma.sql`SELECT ${owner.id}::uuid AS id`;
      const page = () => todos.atOnce.list(proof, query(input), null);
      for (const forAny of [false, true]) {
        const [plan] = await plansOf(page, { forAny });
        expect(plan?.indexes).toContain(index);
        expect(plan?.types).not.toContain("Sort");
        expect([plan?.filters, plan?.wholeTables]).toEqual([[], []]);
      }
    },
  );

  it("a page at once, and what changed last, are planned once for a connection", async () => {
    const proof = Prisma.sql`SELECT ${owner.id}::uuid AS id`;
    const statements = await statementsOf(async () => {
      await todos.atOnce.list(proof, query({}), null);
      await todos.atOnce.latestChanges(proof);
    });
    const plans = await withConnection(test.url, async (client) => {
      for (const [index, statement] of statements.entries()) {
        // PostgreSQL plans a statement five times for its values before it decides.
        for (let n = 0; n < 6; n += 1) await client.query({ ...statement, name: `planned ${index}` });
      }
      return await client.query("SELECT generic_plans::int FROM pg_prepared_statements WHERE name LIKE 'planned %'");
    });
    expect(plans.rows).toEqual([{ generic_plans: 1 }, { generic_plans: 1 }]);
  });

  it("a search reads its owner's todos only", async () => {
    expect(await plansOf(() => todos.list(owner, query({ q: "milk" })))).toMatchObject([
      { indexes: ["todo_owner_id_id_idx"], wholeTables: [] },
    ]);
  });

  it("a page of the trash comes from its index in one statement, without sorting", async () => {
    // After as many rows of all owners as PostgreSQL doesn't rather sort, whenever they were made.
    const { _min: first } = await test.db.trashedTodo.aggregate({ _min: { trashedAt: true } });
    const page = { limit: 50, cursor: `${(first.trashedAt?.getTime() ?? 0) + 5_000}.${cursor}` };
    expect(await plansOf(() => todos.listTrash(owner, page))).toMatchObject([
      { types: ["Limit", "Index Scan"], indexes: ["trashed_todo_owner_id_trashed_at_id_idx"] },
    ]);
  });

  it("a search of the trash reads its owner's trash only", async () => {
    expect(await plansOf(() => todos.listTrash(owner, { q: "milk", limit: 50 }))).toMatchObject([
      { indexes: ["trashed_todo_owner_id_trashed_at_id_idx"], wholeTables: [] },
    ]);
  });

  it.each([
    ["latestChanges", 1, () => todos.latestChanges(owner)],
    ["countTrash", 1, () => todos.countTrash(owner, "milk")],
    ["restoreMany by search", 1, () => todos.restoreMany(owner, { q: "milk" }, now)],
    ["undoRestore", 1, () => todos.undoRestore(owner, { restoredAt: now.toISOString() }, now)],
    ["purgeMany by search", 1, () => todos.purgeMany(owner, { q: "milk" })],
    ["get", 1, () => todos.get(owner, cursor)],
    [
      "createOnce and its repetition",
      3,
      async () => {
        const input = { id: newId(now), title: "New" };
        await todos.createOnce(owner, input, now);
        await todos.createOnce(owner, input, now);
      },
    ],
    ["trash", 2, () => todos.trash(owner, cursor, now)],
    ["clearCompleted", 1, () => todos.clearCompleted(owner, now)],
    ["restore", 2, () => todos.restore(owner, cursor, {}, now)],
    ["restoreMany by run", 1, () => todos.restoreMany(owner, { runId }, now)],
    ["restoreMany by ids", 1, () => todos.restoreMany(owner, { ids: [cursor] }, now)],
    ["restoreMany by instant", 1, () => todos.restoreMany(owner, { trashedAt: now.toISOString() }, now)],
    ["purge", 1, () => todos.purge(owner, cursor)],
    ["previewRetention", 1, () => todos.previewRetention(owner, 3, now)],
    ["changeRetention", 2, () => todos.changeRetention(owner, 3, now)],
  ])("%s never reads a whole table", async (_, count, act) => {
    const plans = await plansOf(() => act().catch((error) => expect(error).toMatchObject({ kind: "not-found" })));
    expect(plans).toHaveLength(count);
    for (const { wholeTables } of plans) expect(wholeTables.filter((table) => table !== "user")).toEqual([]);
  });
});
