import { Prisma } from "#lib/db/client.ts";
import type { TodoSort } from "./list-options.ts";
import { type TodoRow, toIsoDate } from "./rows.ts";
import { cursorParts } from "./todo-cursors.ts";

/** An order of the todos of one status, for pages that go on behind the last todo of the page before. */
export interface TodoOrder {
  /** Which todos, and how they follow each other: both as the index has them, else it wouldn't serve. */
  readonly condition: Prisma.Sql;
  readonly orderBy: Prisma.Sql;
  /** The condition for what comes after a place. */
  after(cursor: string): Prisma.Sql;
  cursorOf(row: TodoRow): string;
}

/**
 * Days from a due date on to 2000, so that the earliest date has the greatest number and no date the smallest. Then every column
 * of the order falls, which comparing whole rows with a place needs. The index `todo_open_due_idx` has the same expression.
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
};

const completed: TodoOrder = {
  condition: Prisma.sql`completed_at IS NOT NULL`,
  orderBy: Prisma.sql`completed_at DESC, id DESC`,
  after(cursor) {
    const { value, id } = cursorParts(cursor);
    return Prisma.sql`(completed_at, id) < (${new Date(Number(value))}::timestamptz, ${id}::uuid)`;
  },
  cursorOf: ({ completedAt, id }) => `${completedAt?.getTime() ?? 0}.${id}`,
};

/** "newest" is the order of the ids, whatever the status. */
export const todoOrders: Readonly<Record<Exclude<TodoSort, "newest">, TodoOrder>> = { due, completed };
