import { type Database, Prisma } from "#lib/db/client.ts";
import type { Page } from "../pages.ts";
import type { Owner, Todo } from "../schemas.ts";
import type { TodoStatus } from "./list-options.ts";
import type { ListTodos } from "./list-schemas.ts";
import { noSuchTodo, type TodoRow, todoRowColumns, toTodo } from "./rows.ts";
import { type TodoOrder, todoOrders } from "./todo-order.ts";

/** Reads of one owner's list. */
export interface TodoQueries {
  /** A page in the order of `query`, in one statement. */
  list(owner: Owner, query: ListTodos): Promise<Page<Todo>>;
  /** @throws {DomainError} `not-found`, also for another owner's todo. */
  get(owner: Owner, id: string): Promise<Todo>;
}

export function createTodoQueries(database: Database): TodoQueries {
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
  };
}

/** Returns one row more than fits the page, which tells whether there is another page. */
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

/** Escapes a text for LIKE. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}

/** Whether title or notes contain the text, in any case. Prisma passes `contains` to LIKE without escaping it. */
function mentions(text: string): Prisma.TodoWhereInput {
  const contains = likeText(text);
  return { OR: [{ title: { contains, mode: "insensitive" } }, { notes: { contains, mode: "insensitive" } }] };
}
