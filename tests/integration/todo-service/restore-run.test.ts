import { beforeEach, describe, expect, test } from "vitest";
import type { BatchControl } from "#lib/batched-delete/batch-control.ts";
import { withConnection } from "#lib/db/migrations/connection.ts";
import { newId } from "#lib/id.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import type { RestoreRunState } from "#lib/todo-service/trash/restore-run-schemas.ts";
import { restoreOfRun, runRange } from "#lib/todo-service/trash/restore-run-statement.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, daysAgo, now, type Person, todoIds, trashIds } from "#tests/support/people.ts";
import { explain, indexesOf, wholeTablesOf } from "#tests/support/query-plans.ts";

const database = setUpTestDatabase();
let todos: TodoService;
let ada: Person;
let ben: Person;
let runId: string;

beforeEach(async () => {
  await database.db.$executeRaw`TRUNCATE todo, trashed_todo, "user" CASCADE`;
  todos = createTodoService({ database: database.db, trashDays: 30 });
  [ada, ben] = [await addOwner(database.db), await addOwner(database.db)];
  runId = newId(now);
});

/** Trashed todos, as a cleanup run leaves them. */
async function addTrash(count: number, options: { runId: string | null } = { runId }): Promise<void> {
  const { db } = database;
  const at = daysAgo(9);
  await db.$executeRaw`
    INSERT INTO trashed_todo (id, owner_id, title, notes, pinned, completed_at, created_at, updated_at, trashed_at,
      reason, run_id)
    SELECT gen_random_uuid(), (${[ada.id, ben.id]}::uuid[])[1 + n % 2], 'Todo ' || n, '', false, ${at}, ${at}, ${at},
      ${daysAgo(1)}, 'cleanup', ${options.runId}::uuid
    FROM generate_series(1, ${count}::int) AS n`;
}

function controlOf(parts: Partial<BatchControl<RestoreRunState>> = {}): BatchControl<RestoreRunState> {
  return {
    saved: null,
    signal: new AbortController().signal,
    budgetMs: Number.POSITIVE_INFINITY,
    save: async () => undefined,
    ...parts,
  };
}

const restore = async (control = controlOf()) => reached(await todos.restoreRun({ runId, now }, control));

describe("the restore of a run", () => {
  test("brings back for every owner what the run took, pinned, and nothing else", async () => {
    await addTrash(3_100);
    await addTrash(5, { runId: newId(now) });
    await addTrash(5, { runId: null });
    const { state, done } = await restore();
    expect(done).toBe(true);
    expect(state).toMatchObject({ restoredCount: 3_100, leftCount: 0, failed: [], pass: "finished" });
    expect(state.batches).toBeGreaterThan(2);
    const kept = { pinned: true, expiresAt: null, completedAt: daysAgo(9), updatedAt: now };
    expect(await database.db.todo.count({ where: kept })).toBe(3_100);
    expect(await trashIds(database.db)).toHaveLength(10);
    expect((await restore()).state).toMatchObject({ restoredCount: 0 });
  });

  test("continues from its cursor after it was stopped, and counts what it did before", async () => {
    await addTrash(4_000);
    const cancel = new AbortController();
    let saved: RestoreRunState | null = null;
    const stopped = await restore(
      controlOf({
        signal: cancel.signal,
        save: async (_transaction, state) => {
          saved = state;
          cancel.abort();
        },
      }),
    );
    expect(stopped.done).toBe(false);
    const first = stopped.state.restoredCount;
    expect(first).toBeGreaterThan(0);
    expect(await todoIds(database.db)).toHaveLength(first);
    const { state } = await restore(controlOf({ saved }));
    expect(state).toMatchObject({ restoredCount: 4_000, leftCount: 0 });
    expect(await trashIds(database.db)).toEqual([]);
  });

  test("never looks again at the todo that it ended with, which may be locked, nor at those of a later run", async () => {
    await addTrash(3);
    const [first = "", ...others] = await trashIds(database.db);
    await addTrash(2, { runId: newId(daysAgo(-1)) });
    const range = runRange({ runId, after: first, limit: 10 });
    const step = await database.db.$queryRaw(restoreOfRun(range, runId, now));
    expect(step).toEqual([{ seen: 2, restored: 2, lastId: others.at(-1) }]);
    const left = await trashIds(database.db);
    expect(left).toHaveLength(3);
    expect(left).toContain(first);
  });

  test("waits for no locked row, and tries it once more at the end", async () => {
    await addTrash(20);
    const [early = "", late = ""] = await trashIds(database.db);
    await withConnection(database.url, async (holder) => {
      await holder.query("BEGIN");
      await holder.query("SELECT FROM trashed_todo WHERE id = $1 FOR UPDATE", [early]);
      await withConnection(database.url, async (other) => {
        await other.query("BEGIN");
        await other.query("SELECT FROM trashed_todo WHERE id = $1 FOR UPDATE", [late]);
        const { state } = await restore(
          controlOf({
            save: async (_transaction, { pass }) => {
              if (pass === "second") await other.query("COMMIT");
            },
          }),
        );
        expect(state).toMatchObject({ restoredCount: 19, leftCount: 1 });
      });
      expect(await trashIds(database.db)).toEqual([early]);
      await holder.query("ROLLBACK");
    });
  });

  test("leaves a todo in the trash whose id is in the list already, and what the database refuses", async () => {
    await addTrash(30);
    const [twin = "", refused = ""] = await trashIds(database.db);
    await database.db.todo.create({
      data: { id: twin, ownerId: ada.id, title: "In the list", createdAt: now, updatedAt: now },
    });
    await database.db.trashedTodo.update({ where: { id: refused }, data: { title: "" } });
    const { state } = await restore();
    expect(state).toMatchObject({
      restoredCount: 28,
      leftCount: 1,
      failed: [{ reason: "a value breaks a rule", count: 1, ids: [refused] }],
    });
    expect(await trashIds(database.db)).toEqual([twin, refused]);
    expect(await todos.get(ada, twin)).toMatchObject({ title: "In the list" });
  });

  test("goes together with others who empty their trash", async () => {
    await addTrash(3_000);
    await Promise.all([todos.emptyTrash(ada), restore(), todos.emptyTrash(ben)]);
    const left = await trashIds(database.db);
    await restore();
    expect(await trashIds(database.db)).toEqual([]);
    expect((await todoIds(database.db)).length).toBeGreaterThanOrEqual(left.length);
  });

  test("reads no more of the trash and of the list than it restores", async () => {
    await addTrash(20_000, { runId: newId(now) });
    await addTrash(2_000);
    await database.db.$executeRaw`ANALYZE trashed_todo`;
    const statement = restoreOfRun(runRange({ runId, after: null, limit: 1_000 }), runId, now);
    await withConnection(database.url, async (client) => {
      await client.query("SET enable_seqscan = off; SET enable_bitmapscan = off");
      const plan = await explain(client, statement);
      expect(indexesOf(plan)).toEqual(expect.arrayContaining(["trashed_todo_run_id_idx", "todo_pkey"]));
      expect(indexesOf(plan)).not.toContain("trashed_todo_pkey");
      expect(wholeTablesOf(plan).filter((table) => table !== "user")).toEqual([]);
    });
  });
});
