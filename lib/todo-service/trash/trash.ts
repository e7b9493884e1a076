import { type Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import { toInstant } from "#lib/instant.ts";
import { instant } from "../instant.ts";
import type { Owner, Todo } from "../schemas.ts";
import { findAnywhere } from "../todos/find-anywhere.ts";
import { noSuchTodo, notInTrash, type TodoRow, todoRowColumns, toTodo } from "../todos/rows.ts";
import { moveToTrash } from "./move-to-trash.ts";
import { namedBy, restoreStatement } from "./restore.ts";
import { createTrashList, matchesInTrash, type TrashList } from "./trash-list.ts";
import type { PurgeMany, Restore, RestoreMany, UndoRestore } from "./trash-schemas.ts";

/** The trash and the moves into and out of it, one statement each. With `trashDays` 0 nothing enters the trash. */
export interface TodoTrash extends TrashList {
  /**
   * Changes nothing for a todo that is in the owner's trash already.
   * @throws {DomainError} `not-found`, also for another owner's todo; `conflict` when it is in the list while another
   * todo with its id is in the trash.
   */
  trash(owner: Owner, id: string, now: Date): Promise<void>;
  /** Trashes all completed, unpinned todos of the owner. They share `trashedAt`, by which they can be restored. */
  clearCompleted(owner: Owner, now: Date): Promise<{ deletedCount: number; trashedAt: string }>;
  /**
   * Restores a todo with its dates. A completed one comes back pinned, so that no cleanup takes it again. With `undo`
   * it comes back as it was, pinned only if a cleanup took it. A todo that is in the list already stays as
   * it is.
   * @throws {DomainError} `not-found`; `conflict` when it is in the trash while another todo with its id is listed.
   */
  restore(owner: Owner, id: string, how: Restore, now: Date): Promise<Todo>;
  /** Restores the owner's trash by ids, by cleanup run, by instant or by search; skips todos that aren't there. */
  restoreMany(owner: Owner, which: RestoreMany, now: Date): Promise<{ restoredCount: number; restoredAt: string }>;
  /**
   * Moves todos that were restored at one instant to the trash again, those that were not changed since.
   * @throws {DomainError} `conflict` where there is no trash.
   */
  undoRestore(owner: Owner, which: UndoRestore, now: Date): Promise<{ deletedCount: number }>;
  /** Deletes a trashed todo for good. @throws {DomainError} `not-found` unless it is in the owner's trash. */
  purge(owner: Owner, id: string): Promise<void>;
  /** Deletes trashed todos for good by ids or by search; skips todos that aren't in the owner's trash. */
  purgeMany(owner: Owner, which: PurgeMany): Promise<{ deletedCount: number }>;
  /** Deletes all of the owner's trash for good. */
  emptyTrash(owner: Owner): Promise<{ deletedCount: number }>;
}

export function createTodoTrash(options: { database: Database; trashDays: number }): TodoTrash {
  const { database, trashDays } = options;
  const deleteTrashed = async (where: Prisma.TrashedTodoWhereInput) => {
    const { count } = await retryConflict(() => database.trashedTodo.deleteMany({ where }));
    return { deletedCount: count };
  };

  return {
    ...createTrashList(options),

    async trash(owner, id, now) {
      const which = Prisma.sql`id = ${id}::uuid AND ${ownedBy(owner)}`;
      const count = await moveToTrash({ ...options, which, now });
      if (count > 0) return;
      const { inList, inTrash } = await findAnywhere(database, owner, id);
      if (inList !== null) {
        throw new DomainError("conflict", "An earlier copy of this todo is in the trash. Delete that for good first.");
      }
      if (inTrash === null) throw noSuchTodo();
    },

    async clearCompleted(owner, now) {
      const which = Prisma.sql`${ownedBy(owner)} AND completed_at IS NOT NULL AND NOT pinned`;
      return { deletedCount: await moveToTrash({ ...options, which, now }), trashedAt: now.toISOString() };
    },

    async restore(owner, id, how, now) {
      const which = Prisma.sql`id = ${id}::uuid`;
      const [row] = await retryConflict(
        () => database.$queryRaw<TodoRow[]>`${restoreStatement(owner, which, how, now)} RETURNING ${todoRowColumns}`,
      );
      if (row !== undefined) return toTodo(row);
      const { inList, inTrash } = await findAnywhere(database, owner, id);
      if (inTrash !== null)
        throw new DomainError("conflict", "This todo is in the list already, so it was not restored.");
      if (inList === null) throw notInTrash();
      return inList;
    },

    async restoreMany(owner, named, now) {
      const statement = restoreStatement(owner, namedBy(named), named, now);
      const restoredCount = await retryConflict(() => database.$executeRaw(statement));
      return { restoredCount, restoredAt: now.toISOString() };
    },

    async undoRestore(owner, { restoredAt, ids }, now) {
      if (trashDays === 0) throw new DomainError("conflict", "The trash is switched off, so these todos stay.");
      const at = instant(toInstant(restoredAt));
      const named = ids === undefined ? Prisma.sql`true` : Prisma.sql`id = ANY(${ids}::uuid[])`;
      const which = Prisma.sql`${ownedBy(owner)} AND updated_at = ${at} AND created_at < ${at} AND ${named}`;
      return { deletedCount: await moveToTrash({ ...options, which, now }) };
    },

    async purge(owner, id) {
      const { deletedCount } = await deleteTrashed({ id, ownerId: owner.id });
      if (deletedCount === 0) throw notInTrash();
    },

    async purgeMany(owner, { ids, q }) {
      if (q === undefined) return await deleteTrashed({ id: { in: ids ?? [] }, ownerId: owner.id });
      const named = ids === undefined ? Prisma.sql`true` : Prisma.sql`id = ANY(${ids}::uuid[])`;
      const statement = Prisma.sql`
        DELETE FROM trashed_todo WHERE ${ownedBy(owner)} AND ${matchesInTrash(q)} AND ${named}`;
      return { deletedCount: await retryConflict(() => database.$executeRaw(statement)) };
    },
    emptyTrash: (owner) => deleteTrashed({ ownerId: owner.id }),
  };
}

const ownedBy = (owner: Owner) => Prisma.sql`owner_id = ${owner.id}::uuid`;
