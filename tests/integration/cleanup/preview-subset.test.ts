import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DomainError } from "#lib/errors.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import { reached } from "#tests/support/batches/reached.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, daysAgo, now, todoRow } from "#tests/support/people.ts";
import { startRun } from "../batched-delete/run-control.ts";

const database = setUpTestDatabase();

/** As many todos as the sample of a preview holds, so that the sample is complete. */
const todoCount = 20;

const kinds = ["complete", "reopen", "pin", "unpin", "edit", "trash", "restore", "retention"] as const;
const retentions = [1, 3, 7, 30, null] as const;

/** An action on the todo at `index`, or on its owner's retention, `ms` after the phase begins. */
const change = fc.record({
  kind: fc.constantFrom(...kinds),
  index: fc.nat({ max: todoCount - 1 }),
  retentionDays: fc.constantFrom(...retentions),
  ms: fc.nat({ max: 900 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const start = fc.record({
  completedHoursAgo: fc.option(fc.integer({ min: 0, max: 24 * 20 }), { freq: 4 }),
  pinned: fc.boolean(),
});

interface World {
  readonly service: TodoService;
  readonly owners: Owner[];
  readonly ids: string[];
  /** Indexes of the todos with an action since the last `clear`. */
  readonly touched: Set<number>;
}

/** Two owners, whose todos alternate. */
const ownerIndex = (index: number) => index % 2;

async function createWorld(todos: readonly { completedHoursAgo: number | null; pinned: boolean }[]): Promise<World> {
  const { db } = database;
  await db.$executeRaw`TRUNCATE todo, trashed_todo, task_run, "user" CASCADE`;
  const owners = [await addOwner(db, { retentionDays: 7 }), await addOwner(db, { retentionDays: 3 })];
  const rows = todos.map(({ completedHoursAgo, pinned }, index) => {
    const owner = owners[ownerIndex(index)];
    if (!owner) throw new Error("Every todo has one of the two owners.");
    return todoRow(owner, { completedAt: completedHoursAgo === null ? null : daysAgo(completedHoursAgo / 24), pinned });
  });
  await db.todo.createMany({ data: rows });
  const ids = rows.map(({ id }) => id);
  return { service: createTodoService({ database: db, trashDays: 30 }), owners, ids, touched: new Set() };
}

/** Performs an action through the service, as the app does. A todo that isn't found is a normal answer. */
async function apply(world: World, { kind, index, retentionDays, ms }: Change, phaseStart: Date): Promise<void> {
  const { service, owners, ids, touched } = world;
  const [owner, id, at] = [owners[ownerIndex(index)], ids[index], new Date(phaseStart.getTime() + ms)];
  if (!owner || id === undefined) throw new Error("A change is about one of the todos.");
  if (kind === "retention") {
    for (const other of ids.keys()) if (ownerIndex(other) === ownerIndex(index)) touched.add(other);
    await service.changeRetention(owner, retentionDays, at);
    return;
  }
  touched.add(index);
  const actions = {
    complete: () => service.update(owner, id, { completed: true }, at),
    reopen: () => service.update(owner, id, { completed: false }, at),
    pin: () => service.update(owner, id, { pinned: true }, at),
    unpin: () => service.update(owner, id, { pinned: false }, at),
    edit: () => service.update(owner, id, { title: "Buy oat milk" }, at),
    trash: () => service.trash(owner, id, at),
    restore: () => service.restore(owner, id, {}, at),
  };
  await actions[kind]().catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
}

const applyAll = (world: World, changes: readonly Change[], phaseStart: Date) =>
  Promise.all(changes.map((one) => apply(world, one, phaseStart)));

const later = (ms: number) => new Date(now.getTime() + ms);

describe("a cleanup with a preview's asOf", () => {
  test("takes a subset of the preview, with every todo of it that nobody changed", async () => {
    const changes = fc.array(change, { maxLength: 8 });
    const scenario = fc.record({
      todos: fc.array(start, { minLength: todoCount, maxLength: todoCount }),
      days: fc.option(fc.integer({ min: 0, max: 10 })),
      before: changes,
      duringPreview: changes,
      between: changes,
      duringRun: changes,
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ todos, days, before, duringPreview, between, duringRun }) => {
        const world = await createWorld(todos);
        const { service, ids, touched } = world;
        const by = days === null ? {} : { days };
        await applyAll(world, before, later(-5_000));
        touched.clear();

        // Changes of the last 0.9 s are not committed yet when the preview looks.
        const [preview] = await Promise.all([
          service.previewCleanup({ ...by, asOf: now }),
          applyAll(world, duringPreview, later(-900)),
        ]);
        await applyAll(world, between, later(1_000));
        const run = await startRun(database.db, now);
        const request = { ...by, runId: run.id, asOf: new Date(preview.asOf), now: later(10_000) };
        const [outcome] = await Promise.all([
          service.cleanUp(request, await run.control()),
          applyAll(world, duringRun, later(3_000)),
        ]);

        const shown = preview.sample.map((todo) => todo.id);
        expect(preview).toMatchObject({ count: shown.length, isComplete: true });
        const trashed = await database.db.trashedTodo.findMany({ where: { runId: run.id } });
        const removed = trashed.map((todo) => todo.id);
        for (const id of removed) expect(shown).toContain(id);
        const untouched = shown.filter((id) => !touched.has(ids.indexOf(id)));
        expect(untouched.filter((id) => !removed.includes(id))).toEqual([]);
        expect(reached(outcome).state.deletedCount).toBeLessThanOrEqual(preview.count);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
