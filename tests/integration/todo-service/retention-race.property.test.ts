import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { addDays } from "#lib/days.ts";
import { closeDatabase, createDatabase, type Database } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, daysAgo, now, type Person } from "#tests/support/people.ts";
import { importControl } from "../import-export/control.ts";

const test = setUpTestDatabase();
let people: Database;
let todos: TodoService;

beforeAll(() => {
  people = createDatabase({ url: test.url, poolSize: 10 });
  todos = createTodoService({ database: people, trashDays: 30 });
});
afterAll(() => closeDatabase(people));

const pinnedAt = daysAgo(0.5);
const trashedAt = daysAgo(0.25);

/** One todo for each thing that gives it an expiry. */
async function prepare(owner: Person) {
  const open = await addTodo(test.db, owner);
  const done = await addTodo(test.db, owner, { completedAt: daysAgo(2) });
  const due = await addTodo(test.db, owner, { completedAt: daysAgo(200) });
  const pinned = await addTodo(test.db, owner, { completedAt: daysAgo(1), pinned: true });
  const pinnedTogether = await addTodo(test.db, owner, { completedAt: daysAgo(1), pinned: true, updatedAt: pinnedAt });
  const [trashed, cleared] = [
    await addTodo(test.db, owner, { completedAt: daysAgo(1) }),
    await addTodo(test.db, owner, { completedAt: daysAgo(1) }),
  ];
  await todos.trash(owner, trashed, daysAgo(0.3));
  await todos.trash(owner, cleared, trashedAt);
  const file = { file: Buffer.from("x 2026-11-23 2026-11-01 Imported\n"), timeZone: "UTC", languages: [] };
  const { id: importId } = await todos.stageImport(owner, file, now);
  return { open, done, due, pinned, pinnedTogether, trashed, cleared, importId };
}
type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Everything that computes an expiry, and the cleanup that goes by it. */
const actions = {
  complete: (owner, { open }) => todos.update(owner, open, { completed: true }, now),
  unpin: (owner, { pinned }) => todos.update(owner, pinned, { pinned: false }, now),
  unpinExpiring: (owner) => todos.unpinExpiring(owner, pinnedAt, now),
  restore: (owner, { trashed }) => todos.restore(owner, trashed, { undo: true }, now),
  restoreMany: (owner) => todos.restoreMany(owner, { trashedAt: trashedAt.toISOString(), undo: true }, now),
  import: (_owner, { importId }) => todos.applyImport({ importId, now }, importControl()),
  cleanup: () =>
    todos.cleanUp(
      { runId: newId(now), asOf: now, now },
      { ...importControl(), clockIsRight: true, save: async () => undefined },
    ),
} satisfies Record<string, (owner: Person, prepared: Prepared) => Promise<unknown>>;

type Action = keyof typeof actions;
const kinds: Action[] = ["complete", "unpin", "unpinExpiring", "restore", "restoreMany", "import", "cleanup"];
const retention = fc.constantFrom(null, 1, 7, 90);

/** Starts all at once while some todos are locked, and releases these once nothing moves any more. */
async function race(locked: readonly string[], starts: readonly (() => Promise<unknown>)[]): Promise<void> {
  const ended = await test.db.$transaction(
    async (transaction) => {
      await transaction.$queryRaw`SELECT FROM todo WHERE id = ANY(${locked}::uuid[]) FOR UPDATE`;
      let endedCount = 0;
      const started = starts.map((start) => start().finally(() => (endedCount += 1)));
      const ended = Promise.all(started);
      ended.catch(() => undefined);
      await vi.waitFor(async () => expect(endedCount + (await waitingCount())).toBe(starts.length), {
        timeout: 20_000,
        interval: 20,
      });
      return { ended };
    },
    { timeout: 30_000, maxWait: 10_000 },
  );
  await ended.ended;
}

async function waitingCount(): Promise<number> {
  const waiting = await test.db.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return waiting.length;
}

it("is the last word: no todo keeps an expiry of the retention before, whatever happens meanwhile", async () => {
  const chosen = fc.uniqueArray(fc.constantFrom(...kinds), { minLength: 1, maxLength: 5 });
  const cases = fc.asyncProperty(
    fc.record({
      from: retention,
      to: retention,
      chosen,
      place: fc.nat(5),
      locked: fc.subarray(["open", "done", "pinned"] as const),
    }),
    async ({ from, to, chosen, place, locked }) => {
      const owner = await addOwner(test.db, { retentionDays: from });
      const prepared = await prepare(owner);
      const starts: (() => Promise<unknown>)[] = chosen.map((kind) => () => actions[kind](owner, prepared));
      starts.splice(place, 0, () => todos.changeRetention(owner, to, now));
      await race(
        locked.map((name) => prepared[name]),
        starts,
      );
      const rows = await test.db.todo.findMany({
        where: { ownerId: owner.id, completedAt: { not: null }, pinned: false },
      });
      for (const { completedAt, expiresAt } of rows) {
        const earliest = to === null || completedAt === null ? null : addDays(completedAt, to);
        if (earliest === null) expect(expiresAt).toBeNull();
        else expect(expiresAt?.getTime()).toBeGreaterThanOrEqual(earliest.getTime());
      }
    },
  );
  await fc.assert(cases, { numRuns: 40 });
});
