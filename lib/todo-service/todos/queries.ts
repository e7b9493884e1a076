import { type Database, Prisma } from "#lib/db/client.ts";
import { holdsEveryWord } from "#lib/db/lists/text-search.ts";
import type { Page } from "../pages.ts";
import type { Owner, Todo } from "../schemas.ts";
import type { TodoStatus } from "./list-options.ts";
import type { ListTodos } from "./list-schemas.ts";
import { noSuchTodo, type TodoRow, todoRowColumns, toTodo } from "./rows.ts";
import { newest, todoOrders } from "./todo-order.ts";

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
      const { orderBy } = sort === "newest" ? newest : todoOrders[sort];
      // One row more than fits the page, which tells whether there is another page.
      const rows = await database.$queryRaw<TodoRow[]>`
        SELECT ${todoRowColumns} FROM todo
        WHERE owner_id = ${owner.id}::uuid AND ${pageCondition(query)}
        ORDER BY ${orderBy} LIMIT ${limit + 1}`;
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

/** Selects the todos of a page: those of its status after its cursor, with its words. */
export function pageCondition({ status, sort = "newest", q, cursor }: ListTodos): Prisma.Sql {
  const words = holdsEveryWord(Prisma.sql`search_text`, q);
  if (sort === "newest") {
    const after = cursor === undefined ? Prisma.empty : Prisma.sql`AND id < ${cursor}::uuid`;
    return Prisma.sql`${ofStatus[status]} ${after} AND ${words}`;
  }
  const order = todoOrders[sort];
  const after = cursor === undefined ? Prisma.empty : Prisma.sql`AND ${order.after(cursor)}`;
  return Prisma.sql`${order.condition} ${after} AND ${words}`;
}

const ofStatus: Readonly<Record<TodoStatus, Prisma.Sql>> = {
  all: Prisma.sql`true`,
  open: Prisma.sql`completed_at IS NULL`,
  completed: Prisma.sql`completed_at IS NOT NULL`,
};
