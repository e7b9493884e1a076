import { type Database, Prisma } from "#lib/db/client.ts";
import type { ListTodos, ListTrash, Owner, Page, Todo, TodoStatus, TrashedTodo } from "../schemas.ts";
import { decodeTrashCursor, encodeTrashCursor } from "../trash/trash-cursor.ts";
import { noSuchTodo, type TodoRow, todoRowColumns, toTodo, toTrashedTodo } from "./rows.ts";
import { type TodoOrder, todoOrders } from "./todo-order.ts";

/** Reads of one owner's todos and trash. */
export interface TodoQueries {
  /** In the order that was asked for, in one statement. */
  list(owner: Owner, query: ListTodos): Promise<Page<Todo>>;
  /** @throws {DomainError} `not-found`, also for another owner's todo. */
  get(owner: Owner, id: string): Promise<Todo>;
  /** Last trashed first, in one statement. */
  listTrash(owner: Owner, query: ListTrash): Promise<Page<TrashedTodo>>;
}

export function createTodoQueries(options: { database: Database; trashDays: number }): TodoQueries {
  const { database, trashDays } = options;
  return {
    async list(owner, query) {
      const { limit, sort = "newest" } = query;
      const rows =
        sort === "newest"
          ? await newestFirst(database, owner, query)
          : await inOrder(database, owner, { ...query, order: todoOrders[sort] });
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const cursorOf = sort === "newest" ? (row: TodoRow) => row.id : todoOrders[sort].cursorOf;
      return { items: page.map(toTodo), nextCursor: rows.length > limit && last ? cursorOf(last) : null };
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

/** One row more than fits the page: it tells whether there is another. */
function newestFirst(database: Database, owner: Owner, { status, q, limit, cursor }: ListTodos): Promise<TodoRow[]> {
  return database.todo.findMany({
    where: {
      ownerId: owner.id,
      ...ofStatus(status),
      ...(q !== "" && mentions(q)),
      ...(cursor !== undefined && { id: { lt: cursor } }),
    },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
}

function inOrder(
  database: Database,
  owner: Owner,
  { q, limit, cursor, order }: ListTodos & { readonly order: TodoOrder },
): Promise<TodoRow[]> {
  const after = cursor === undefined ? Prisma.empty : Prisma.sql`AND ${order.after(cursor)}`;
  const pattern = `%${likeText(q)}%`;
  const matching = q === "" ? Prisma.empty : Prisma.sql`AND (title ILIKE ${pattern} OR notes ILIKE ${pattern})`;
  return database.$queryRaw<TodoRow[]>`
    SELECT ${todoRowColumns} FROM todo
    WHERE owner_id = ${owner.id}::uuid AND ${order.condition} ${after} ${matching}
    ORDER BY ${order.orderBy} LIMIT ${limit + 1}`;
}

function ofStatus(status: TodoStatus): Prisma.TodoWhereInput {
  if (status === "all") return {};
  return { completedAt: status === "open" ? null : { not: null } };
}

/** A text that LIKE takes literally. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** Whether title or notes hold the text, whatever its case. Prisma passes `contains` on as a LIKE pattern, unescaped. */
function mentions(text: string): Prisma.TodoWhereInput {
  const contains = likeText(text);
  return { OR: [{ title: { contains, mode: "insensitive" } }, { notes: { contains, mode: "insensitive" } }] };
}

/** The first condition repeats the second in the form that the index can start from. */
function trashedBefore(cursor: string): Prisma.TrashedTodoWhereInput {
  const { trashedAt, id } = decodeTrashCursor(cursor);
  return { trashedAt: { lte: trashedAt }, OR: [{ trashedAt: { lt: trashedAt } }, { id: { lt: id } }] };
}
