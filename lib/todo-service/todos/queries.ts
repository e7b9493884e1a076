import { type Database, Prisma } from "#lib/db/client.ts";
import { holdsEveryWord } from "#lib/db/text-search.ts";
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
function newestFirst(database: Database, owner: Owner, query: ListTodos): Promise<TodoRow[]> {
  const after = query.cursor === undefined ? Prisma.empty : Prisma.sql`AND id < ${query.cursor}::uuid`;
  return rowsOf(database, owner, query, Prisma.sql`${ofStatus[query.status]} ${after}`, Prisma.sql`id DESC`);
}

function inOrder(
  database: Database,
  owner: Owner,
  { order, ...query }: ListTodos & { readonly order: TodoOrder },
): Promise<TodoRow[]> {
  const after = query.cursor === undefined ? Prisma.empty : Prisma.sql`AND ${order.after(query.cursor)}`;
  return rowsOf(database, owner, query, Prisma.sql`${order.condition} ${after}`, order.orderBy);
}

const ofStatus: Readonly<Record<TodoStatus, Prisma.Sql>> = {
  all: Prisma.sql`true`,
  open: Prisma.sql`completed_at IS NULL`,
  completed: Prisma.sql`completed_at IS NOT NULL`,
};

function rowsOf(
  database: Database,
  owner: Owner,
  { q, limit }: ListTodos,
  condition: Prisma.Sql,
  orderBy: Prisma.Sql,
): Promise<TodoRow[]> {
  return database.$queryRaw<TodoRow[]>`
    SELECT ${todoRowColumns} FROM todo
    WHERE owner_id = ${owner.id}::uuid AND ${condition} AND ${holdsEveryWord(Prisma.sql`search_text`, q)}
    ORDER BY ${orderBy} LIMIT ${limit + 1}`;
}
