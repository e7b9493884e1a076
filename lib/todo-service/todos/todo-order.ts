import { Prisma } from "#lib/db/client.ts";
import type { TodoSort } from "./list-options.ts";
import { type TodoRow, toIsoDate } from "./rows.ts";
import { cursorParts } from "./todo-cursors.ts";

/** An order of the todos of one status, with a cursor for the next page. */
export interface TodoOrder {
  /** A filter and an order. Both have the form of the index, so that PostgreSQL can use it. */
  readonly condition: Prisma.Sql;
  readonly orderBy: Prisma.Sql;
  /** The condition for the todos after a cursor. */
  after(cursor: string): Prisma.Sql;
  cursorOf(row: TodoRow): string;
  /** The same of a row of `todo`. */
  readonly cursorText: Prisma.Sql;
}

/**
 * Days from a due date to 2000-01-01: the earliest date ranks highest, no date lowest. So all columns of the order are
 * descending, and a row comparison finds the next page. The index `todo_open_due_idx` has the same expression.
 */
const dueRank = (dueOn: Prisma.Sql) => Prisma.sql`COALESCE(DATE '2000-01-01' - ${dueOn}, -2147483648)`;
const rank = dueRank(Prisma.sql`due_on`);

const due: TodoOrder = {
  condition: Prisma.sql`completed_at IS NULL`,
  orderBy: Prisma.sql`${rank} DESC, id DESC`,
  after(cursor) {
    const { value, id } = cursorParts(cursor);
    const dueOn = value === "none" ? null : value;
    return Prisma.sql`(${rank}, id) < (${dueRank(Prisma.sql`${dueOn}::text::date`)}, ${id}::uuid)`;
  },
  cursorOf: ({ dueOn, id }) => `${dueOn === null ? "none" : toIsoDate(dueOn)}.${id}`,
  cursorText: Prisma.sql`coalesce(to_char(due_on, 'YYYY-MM-DD'), 'none') || '.' || id`,
};

const completed: TodoOrder = {
  condition: Prisma.sql`completed_at IS NOT NULL`,
  orderBy: Prisma.sql`completed_at DESC, id DESC`,
  after(cursor) {
    const { value, id } = cursorParts(cursor);
    return Prisma.sql`(completed_at, id) < (${new Date(Number(value))}::timestamptz, ${id}::uuid)`;
  },
  cursorOf: ({ completedAt, id }) => `${completedAt?.getTime() ?? 0}.${id}`,
  cursorText: Prisma.sql`(extract(epoch FROM completed_at) * 1000)::bigint || '.' || id`,
};

/** The order of ids, for any status. */
export const newest = { orderBy: Prisma.sql`id DESC`, cursorText: Prisma.sql`id::text` } as const;

/** All orders but `newest`. */
export const todoOrders: Readonly<Record<Exclude<TodoSort, "newest">, TodoOrder>> = { due, completed };
