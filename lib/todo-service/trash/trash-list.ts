import { type Database, Prisma } from "#lib/db/client.ts";
import { holdsEveryWord } from "#lib/db/text-search.ts";
import type { Page } from "../pages.ts";
import type { Owner } from "../schemas.ts";
import { type TrashedTodoRow, todoRowColumns, toTrashedTodo } from "../todos/rows.ts";
import { decodeTrashCursor, encodeTrashCursor } from "./trash-cursor.ts";
import type { ListTrash, TrashedTodo } from "./trash-schemas.ts";

/** Reads of one owner's trash. */
export interface TrashList {
  /** Last trashed first. */
  listTrash(owner: Owner, query: ListTrash): Promise<Page<TrashedTodo>>;
  /** How many todos of the trash hold every word of `q`. */
  countTrash(owner: Owner, q: string): Promise<{ count: number }>;
}

export function createTrashList({ database, trashDays }: { database: Database; trashDays: number }): TrashList {
  return {
    async listTrash(owner, { q = "", limit, cursor }) {
      const rows = await database.$queryRaw<TrashedTodoRow[]>`
        SELECT ${todoRowColumns}, trashed_at AS "trashedAt", reason, run_id AS "runId" FROM trashed_todo AS todo
        WHERE owner_id = ${owner.id}::uuid ${cursor === undefined ? Prisma.empty : trashedBefore(cursor)}
          AND ${matchesInTrash(q)}
        ORDER BY trashed_at DESC, id DESC LIMIT ${limit + 1}`;
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map((row) => toTrashedTodo(row, trashDays)),
        nextCursor: rows.length > limit && last ? encodeTrashCursor(last) : null,
      };
    },

    async countTrash(owner, q) {
      const [{ count } = { count: 0 }] = await database.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM trashed_todo WHERE owner_id = ${owner.id}::uuid AND ${matchesInTrash(q)}`;
      return { count };
    },
  };
}

/** The condition for todos of the trash that hold every word. Folds each as it is searched (decision 10). */
export function matchesInTrash(q: string): Prisma.Sql {
  return holdsEveryWord(Prisma.sql`folded_text(title || E'\\n' || notes)`, q);
}

function trashedBefore(cursor: string): Prisma.Sql {
  const { trashedAt, id } = decodeTrashCursor(cursor);
  return Prisma.sql`AND (trashed_at, id) < (${trashedAt}::timestamptz, ${id}::uuid)`;
}
