import type { Database, Prisma } from "#lib/db/client.ts";
import { noSuchTodo, toTodo, toTrashedTodo } from "./rows.ts";
import type { ListTodos, ListTrash, Owner, Page, Todo, TodoStatus, TrashedTodo } from "./schemas.ts";
import { decodeTrashCursor, encodeTrashCursor } from "./trash-cursor.ts";

/** Reads of one owner's todos and trash. */
export interface TodoQueries {
  /** Newest first, in one statement. */
  list(owner: Owner, query: ListTodos): Promise<Page<Todo>>;
  /** @throws {DomainError} `not-found`, also for another owner's todo. */
  get(owner: Owner, id: string): Promise<Todo>;
  /** Last trashed first, in one statement. */
  listTrash(owner: Owner, query: ListTrash): Promise<Page<TrashedTodo>>;
}

export function createTodoQueries(options: { database: Database; trashDays: number }): TodoQueries {
  const { database, trashDays } = options;
  return {
    async list(owner, { status, q, limit, cursor }) {
      const rows = await database.todo.findMany({
        where: {
          ownerId: owner.id,
          ...ofStatus(status),
          ...(q !== "" && mentions(q)),
          ...(cursor !== undefined && { id: { lt: cursor } }),
        },
        orderBy: { id: "desc" },
        take: limit + 1,
      });
      const page = rows.slice(0, limit);
      return { items: page.map(toTodo), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
    },

    async get(owner, id) {
      const row = await database.todo.findFirst({ where: { id, ownerId: owner.id } });
      if (row === null) throw noSuchTodo();
      return toTodo(row);
    },

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
  };
}

function ofStatus(status: TodoStatus): Prisma.TodoWhereInput {
  if (status === "all") return {};
  return { completedAt: status === "open" ? null : { not: null } };
}

/** Whether title or notes hold the text, whatever its case. Prisma passes `contains` on as a LIKE pattern, unescaped. */
function mentions(text: string): Prisma.TodoWhereInput {
  const contains = text.replace(/[\\%_]/g, "\\$&");
  return { OR: [{ title: { contains, mode: "insensitive" } }, { notes: { contains, mode: "insensitive" } }] };
}

/** The first condition repeats the second in the form that the index can start from. */
function trashedBefore(cursor: string): Prisma.TrashedTodoWhereInput {
  const { trashedAt, id } = decodeTrashCursor(cursor);
  return { trashedAt: { lte: trashedAt }, OR: [{ trashedAt: { lt: trashedAt } }, { id: { lt: id } }] };
}
