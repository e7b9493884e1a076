import { type Database, Prisma } from "#lib/db/client.ts";
import { holdsEveryWord } from "#lib/db/lists/text-search.ts";
import type { Page } from "../pages.ts";
import type { Owner } from "../schemas.ts";
import { type TrashedTodoRow, todoRowColumns, toTrashedTodo } from "../todos/rows.ts";
import { decodeTrashCursor, encodeTrashCursor } from "./trash-cursor.ts";
import type { ListTrash, TrashedTodo } from "./trash-schemas.ts";

/** Reads of one owner's trash. */
export interface TrashList {
  /** Last trashed first. */
  listTrash(owner: Owner, query: ListTrash): Promise<Page<TrashedTodo>>;
  /** Counts the todos in the trash that hold every word of `q`. */
  countTrash(owner: Owner, q: string): Promise<{ count: number }>;
}

interface TrashListOptions {
  readonly database: Database;
  readonly trashDays: number;
}

export function createTrashList(options: TrashListOptions): TrashList {
  const { database } = options;
  return {
    async listTrash(owner, query) {
      const rows = await database.$queryRaw<TrashedTodoRow[]>`${rowsOf(Prisma.sql`${owner.id}::uuid`, query)}`;
      return toPage(rows, query, options);
    },

    async countTrash(owner, q) {
      const [{ count } = { count: 0 }] = await database.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM trashed_todo WHERE owner_id = ${owner.id}::uuid AND ${matchesInTrash(q)}`;
      return { count };
    },
  };
}

/** As `listTrash`, for the owner whose id the query `proof` yields; null where it yields none. One statement. */
export async function listTrashOf(
  options: TrashListOptions,
  proof: Prisma.Sql,
  query: ListTrash,
): Promise<Page<TrashedTodo> | null> {
  const rows = await options.database.$queryRaw<(TrashedTodoRow | { readonly id: null })[]>`
    WITH owner AS MATERIALIZED (${proof})
    SELECT listed.* FROM owner LEFT JOIN LATERAL (${rowsOf(Prisma.sql`owner.id`, query)}) AS listed ON true
    ORDER BY "trashedAt" DESC, id DESC`;
  if (rows.length === 0) return null;
  return toPage(
    rows.filter((row) => row.id !== null),
    query,
    options,
  );
}

/** One row more than the page has, if there are more. */
function rowsOf(ownerId: Prisma.Sql, { q = "", limit, cursor }: ListTrash): Prisma.Sql {
  return Prisma.sql`
    SELECT ${todoRowColumns}, trashed_at AS "trashedAt", reason, run_id AS "runId" FROM trashed_todo AS todo
    WHERE owner_id = ${ownerId} ${cursor === undefined ? Prisma.empty : trashedBefore(cursor)} AND ${matchesInTrash(q)}
    ORDER BY trashed_at DESC, id DESC LIMIT ${limit + 1}`;
}

function toPage(
  rows: readonly TrashedTodoRow[],
  { limit }: ListTrash,
  { trashDays }: TrashListOptions,
): Page<TrashedTodo> {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => toTrashedTodo(row, trashDays)),
    nextCursor: rows.length > limit && last ? encodeTrashCursor(last) : null,
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
