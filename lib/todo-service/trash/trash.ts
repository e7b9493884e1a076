import { type Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import type { Page } from "../pages.ts";
import type { Owner, Todo } from "../schemas.ts";
import { findAnywhere } from "../todos/find-anywhere.ts";
import { noSuchTodo, notInTrash, type TodoRow, todoRowColumns, toTodo, toTrashedTodo } from "../todos/rows.ts";
import { moveToTrash } from "./move-to-trash.ts";
import { namedBy, restoreStatement } from "./restore.ts";
import { decodeTrashCursor, encodeTrashCursor } from "./trash-cursor.ts";
import type { ListTrash, Restore, RestoreMany, TrashedTodo } from "./trash-schemas.ts";

/** The trash and the moves into and out of it, one statement each. With `trashDays` 0 nothing enters the trash. */
export interface TodoTrash {
  /** Last trashed first. */
  listTrash(owner: Owner, query: ListTrash): Promise<Page<TrashedTodo>>;
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
   * it is pinned only if a cleanup took it, or would take it within a day. A todo that is in the list already stays as
   * it is.
   * @throws {DomainError} `not-found`; `conflict` when it is in the trash while another todo with its id is listed.
   */
  restore(owner: Owner, id: string, how: Restore, now: Date): Promise<Todo>;
  /** Restores the owner's trash by ids, by cleanup run or by instant; skips what isn't there. */
  restoreMany(owner: Owner, which: RestoreMany, now: Date): Promise<{ restoredCount: number }>;
  /** Deletes a trashed todo for good. @throws {DomainError} `not-found` unless it is in the owner's trash. */
  purge(owner: Owner, id: string): Promise<void>;
  /** Deletes trashed todos for good by ids; skips what isn't in the owner's trash. */
  purgeMany(owner: Owner, ids: readonly string[]): Promise<{ deletedCount: number }>;
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
    async listTrash(owner, { limit, cursor }) {
      const rows = await database.trashedTodo.findMany({
        where: { ownerId: owner.id, ...(cursor !== undefined && trashedBefore(cursor)) },
        orderBy: [{ trashedAt: "desc" }, { id: "desc" }],
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => toTrashedTodo(row, trashDays)),
        nextCursor: rows.length > limit && last ? encodeTrashCursor(last) : null,
      };
    },

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
      return { restoredCount: await retryConflict(() => database.$executeRaw(statement)) };
    },

    async purge(owner, id) {
      const { deletedCount } = await deleteTrashed({ id, ownerId: owner.id });
      if (deletedCount === 0) throw notInTrash();
    },

    purgeMany: (owner, ids) => deleteTrashed({ id: { in: [...ids] }, ownerId: owner.id }),
    emptyTrash: (owner) => deleteTrashed({ ownerId: owner.id }),
  };
}

const ownedBy = (owner: Owner) => Prisma.sql`owner_id = ${owner.id}::uuid`;

/** The first condition repeats the second in a form that the index can start from. */
function trashedBefore(cursor: string): Prisma.TrashedTodoWhereInput {
  const { trashedAt, id } = decodeTrashCursor(cursor);
  return { trashedAt: { lte: trashedAt }, OR: [{ trashedAt: { lt: trashedAt } }, { id: { lt: id } }] };
}
