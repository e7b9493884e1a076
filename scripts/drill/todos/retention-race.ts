import { addDays } from "#lib/days.ts";
import { closeDatabase, createDatabase } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { createTodoService, type TodoService } from "#lib/todo-service/todo-service.ts";
import type { Drill, DrillContext } from "../drill.ts";

/** The number of todos of each kind that get an expiry while the retention changes. */
const todosOfKind = 10;

export const retentionRace: Drill = {
  name: "retention-race",
  description: "completes, unpins, restores and imports todos while their owner chooses to keep all; none may expire",
  async run(context) {
    const database = createDatabase({ url: await context.createDatabase(), poolSize: 10 });
    context.atEnd(() => closeDatabase(database));
    const todos = createTodoService({ database, trashDays: 30 });
    const addOwner = async (now: Date): Promise<Owner> => {
      const id = newId(now);
      const times = { createdAt: now, updatedAt: now };
      await database.user.create({ data: { id, name: "Ada", email: `${id}@example.com`, retentionDays: 1, ...times } });
      return { id };
    };
    const rounds = context.rounds ?? 20;
    let expiring = 0;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) {
      const now = new Date();
      const owner = await addOwner(now);
      await raceAgainst(todos, owner, now);
      expiring += await database.todo.count({ where: { ownerId: owner.id, expiresAt: { not: null } } });
    }
    context.check("no todo expires once its owner keeps all", expiring === 0, `${expiring} do`);
    await checkCleanup(todos, context);
  },
};

/** Gives todos an expiry in every way there is, and changes the retention among these. */
async function raceAgainst(todos: TodoService, owner: Owner, now: Date): Promise<void> {
  const before = addDays(now, -0.1);
  const make = () => todos.create(owner, { title: "Buy milk" }, before);
  const done = async (pinned: boolean) => todos.update(owner, (await make()).id, { completed: true, pinned }, before);
  const each = <T>(one: () => Promise<T>) => Promise.all(Array.from({ length: todosOfKind }, one));
  const [open, pinned, trashed] = [await each(make), await each(() => done(true)), await each(() => done(false))];
  for (const { id } of trashed) await todos.trash(owner, id, before);
  const file = { file: Buffer.from("x 2026-01-02 2026-01-01 Buy bread\n"), timeZone: "UTC", languages: [] };
  const { id: importId } = await todos.stageImport(owner, file, now);
  await Promise.all([
    ...open.map(({ id }) => todos.update(owner, id, { completed: true }, now)),
    todos.changeRetention(owner, null, now),
    ...pinned.map(({ id }) => todos.update(owner, id, { pinned: false }, now)),
    ...trashed.map(({ id }) => todos.restore(owner, id, { undo: true }, now)),
    todos.applyImport({ importId, now }, unlimited()),
  ]);
}

async function checkCleanup(todos: TodoService, { check }: DrillContext): Promise<void> {
  const later = addDays(new Date(), 100);
  const outcome = await todos.cleanUp({ runId: newId(later), asOf: later, now: later }, unlimited());
  const { deletedCount } = outcome.done ? outcome.state : outcome.reached;
  check("a cleanup 100 days later takes none", outcome.done && deletedCount === 0, `${deletedCount} taken`);
}

const unlimited = () => ({
  saved: null,
  signal: new AbortController().signal,
  budgetMs: Number.POSITIVE_INFINITY,
  clockIsRight: true as const,
  save: async () => undefined,
});
