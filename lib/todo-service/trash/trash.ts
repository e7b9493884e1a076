import { type Database, Prisma } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import { addDays } from "../retention/retention.ts";
import type { Owner, RestoreMany, Restoring, Todo } from "../schemas.ts";
import { noSuchTodo, notInTrash, type TodoRow, todoColumns, todoRowColumns, toTodo } from "../todos/rows.ts";

/** Moves between the list and the trash, one statement each. With `trashDays` 0 nothing enters the trash. */
export interface TodoTrash {
  /** @throws {DomainError} `not-found`, also for another owner's todo. */
  trash(owner: Owner, id: string, now: Date): Promise<void>;
  /** Moves all completed, unpinned todos of the owner. All of them get `trashedAt`, by which they can be restored. */
  clearCompleted(owner: Owner, now: Date): Promise<{ deletedCount: number; trashedAt: string }>;
  /**
   * Puts a todo back with its dates, pinned if it is completed, so that no cleanup takes it again. To undo one's own delete leaves no trace:
   * then only one that a cleanup took, or would take within a day, is pinned.
   * @throws {DomainError} `not-found`; `conflict` when a todo with its id exists.
   */
  restore(owner: Owner, id: string, how: Restoring, now: Date): Promise<Todo>;
  /** Restores what the owner has in the trash by ids, by cleanup run or by instant; skips what isn't there. */
  restoreMany(owner: Owner, which: RestoreMany, now: Date): Promise<{ restoredCount: number }>;
  /** Puts back, for every owner, what one cleanup run took and is still in the trash; in batches, safe to repeat. */
  restoreRun(runId: string, now: Date): Promise<{ restoredCount: number }>;
  /** @throws {DomainError} `not-found` unless it is in the owner's trash. */
  deleteForever(owner: Owner, id: string): Promise<void>;
  /** Deletes for good what the owner has in the trash of these ids; skips what isn't there. */
  deleteManyForever(owner: Owner, ids: readonly string[]): Promise<{ deletedCount: number }>;
  emptyTrash(owner: Owner): Promise<{ deletedCount: number }>;
}

export function createTodoTrash(options: { database: Database; trashDays: number }): TodoTrash {
  const { database } = options;
  const remove = (which: Prisma.Sql, now: Date) => moveToTrash({ ...options, which, now });

  return {
    async trash(owner, id, now) {
      const count = await remove(Prisma.sql`id = ${id}::uuid AND ${ownedBy(owner)}`, now);
      if (count === 0) throw noSuchTodo();
    },

    async clearCompleted(owner, now) {
      const which = Prisma.sql`${ownedBy(owner)} AND completed_at IS NOT NULL AND NOT pinned`;
      return { deletedCount: await remove(which, now), trashedAt: now.toISOString() };
    },

    async restore(owner, id, how, now) {
      const which = Prisma.sql`id = ${id}::uuid AND ${ownedBy(owner)}`;
      const [row] = await database.$queryRaw<TodoRow[]>`${putBack(which, how, now)} RETURNING ${todoRowColumns}`;
      if (row !== undefined) return toTodo(row);
      const left = await database.trashedTodo.count({ where: { id, ownerId: owner.id } });
      throw left === 0
        ? notInTrash()
        : new DomainError("conflict", "This todo is in the list already, so it was not restored.");
    },

    async restoreMany(owner, chosen, now) {
      const which = Prisma.sql`${chosenBy(chosen)} AND ${ownedBy(owner)}`;
      return { restoredCount: await database.$executeRaw`${putBack(which, chosen, now)}` };
    },

    async restoreRun(runId, now) {
      let restoredCount = 0;
      for (;;) {
        const batch = await database.$executeRaw`${putBack(nextOfRun(runId), {}, now)}`;
        if (batch === 0) return { restoredCount };
        restoredCount += batch;
      }
    },

    async deleteForever(owner, id) {
      const { count } = await database.trashedTodo.deleteMany({ where: { id, ownerId: owner.id } });
      if (count === 0) throw notInTrash();
    },

    async deleteManyForever(owner, ids) {
      const { count } = await database.trashedTodo.deleteMany({ where: { id: { in: [...ids] }, ownerId: owner.id } });
      return { deletedCount: count };
    },

    async emptyTrash(owner) {
      const { count } = await database.trashedTodo.deleteMany({ where: { ownerId: owner.id } });
      return { deletedCount: count };
    },
  };
}

/** Takes todos out of the list in one statement: into the trash, or for good where there is none. @returns how many. */
export function moveToTrash(move: {
  readonly database: Database;
  readonly trashDays: number;
  readonly which: Prisma.Sql;
  readonly now: Date;
}): Promise<number> {
  const { database, trashDays, which, now } = move;
  if (trashDays === 0) return database.$executeRaw`DELETE FROM todo WHERE ${which}`;
  return database.$executeRaw`
    WITH gone AS (DELETE FROM todo WHERE ${which} RETURNING ${todoColumns})
    INSERT INTO trashed_todo (${todoColumns}, trashed_at, reason)
    SELECT ${todoColumns}, ${now}, 'user' FROM gone`;
}

const ownedBy = (owner: Owner) => Prisma.sql`owner_id = ${owner.id}::uuid`;

const notInList = Prisma.sql`NOT EXISTS (SELECT FROM todo WHERE todo.id = trashed_todo.id)`;

/** Small enough that nobody waits long for rows or for disk, whatever the run took. */
const restoreBatch = 2_000;

/** An array, since PostgreSQL may evaluate a sub-select with LIMIT and SKIP LOCKED more than once. */
const nextOfRun = (runId: string) => Prisma.sql`id = ANY(ARRAY(
  SELECT id FROM trashed_todo WHERE run_id = ${runId}::uuid AND ${notInList}
  ORDER BY id LIMIT ${restoreBatch} FOR UPDATE SKIP LOCKED))`;

/** Skips a todo whose id is in the list already, which then stays in the trash. */
function putBack(which: Prisma.Sql, { undo = false }: Restoring, now: Date): Prisma.Sql {
  const isEndangered = Prisma.sql`(reason = 'cleanup' OR coalesce(due_at <= ${addDays(now, 1)}, false))`;
  const isPinned = Prisma.sql`pinned OR completed_at IS NOT NULL AND ${undo ? isEndangered : Prisma.sql`true`}`;
  return Prisma.sql`
    WITH back AS (
      DELETE FROM trashed_todo WHERE ${which} AND ${notInList}
      RETURNING ${todoColumns}, reason
    ), due AS (
      SELECT back.*, completed_at + retention_days * interval '24 hours' AS due_at
      FROM back JOIN "user" ON "user".id = owner_id
    ), judged AS (
      SELECT *, ${isPinned} AS kept FROM due
    )
    INSERT INTO todo (${todoColumns})
    SELECT id, owner_id, title, notes, due_on, completed_at, kept, CASE WHEN NOT kept THEN due_at END, created_at, ${now}
    FROM judged`;
}

function chosenBy(which: RestoreMany): Prisma.Sql {
  const conditions = [
    ...(which.ids === undefined ? [] : [Prisma.sql`id = ANY(${which.ids}::uuid[])`]),
    ...(which.runId === undefined ? [] : [Prisma.sql`run_id = ${which.runId}::uuid`]),
    ...(which.trashedAt === undefined ? [] : [Prisma.sql`trashed_at = ${new Date(which.trashedAt)}`]),
  ];
  return conditions.length === 0 ? Prisma.sql`false` : Prisma.join(conditions, " AND ");
}
