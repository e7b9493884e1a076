import { addDays } from "#lib/days.ts";
import { Prisma } from "#lib/db/client.ts";
import { DomainError } from "#lib/errors.ts";
import type { Todo } from "../schemas.ts";
import type { TrashedTodo } from "../trash/trash-schemas.ts";

/** A row of `todo` as Prisma returns it. */
export type TodoRow = Prisma.TodoGetPayload<null>;
/** A row of `trashed_todo` as Prisma returns it. */
export type TrashedTodoRow = Prisma.TrashedTodoGetPayload<null>;

/** The columns that `todo` and `trashed_todo` share. Statements are made of them, so that none forgets a new one. */
const columns: Readonly<Record<keyof TodoRow, Prisma.Sql>> = {
  id: Prisma.raw("id"),
  ownerId: Prisma.raw("owner_id"),
  title: Prisma.raw("title"),
  notes: Prisma.raw("notes"),
  dueOn: Prisma.raw("due_on"),
  completedAt: Prisma.raw("completed_at"),
  pinned: Prisma.raw("pinned"),
  expiresAt: Prisma.raw("expires_at"),
  createdAt: Prisma.raw("created_at"),
  updatedAt: Prisma.raw("updated_at"),
};

/** The same in a list: what moves between the two tables. */
export const todoColumns = Prisma.join(Object.values(columns));

/** The columns of `todo` under the names of a `TodoRow`. */
export const todoRowColumns = Prisma.join(
  Object.entries(columns).map(([field, column]) => Prisma.sql`todo.${column} AS ${Prisma.raw(`"${field}"`)}`),
);

/** Values in the order of `todoColumns`. */
export function todoValues(values: Readonly<Record<keyof TodoRow, Prisma.Sql>>): Prisma.Sql {
  return todoColumnsWith(values);
}

/** `todoColumns`, some of them with other values. */
export function todoColumnsWith(values: Readonly<Partial<Record<keyof TodoRow, Prisma.Sql>>>): Prisma.Sql {
  // A key that is set again keeps its place.
  return Prisma.join(Object.values({ ...columns, ...values }));
}

const isoInstant = (date: Date | null) => date?.toISOString() ?? null;

/** A calendar day has no time zone. Prisma reads and writes it as midnight UTC. */
export function toIsoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function fromIsoDate(date: string): Date {
  return new Date(`${date}T00:00:00Z`);
}

export function toTodo(row: TodoRow): Todo {
  return {
    id: row.id,
    title: row.title,
    notes: row.notes,
    dueOn: row.dueOn && toIsoDate(row.dueOn),
    completedAt: isoInstant(row.completedAt),
    pinned: row.pinned,
    expiresAt: isoInstant(row.expiresAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** @param trashDays days until the trash is purged. */
export function toTrashedTodo(row: TrashedTodoRow, trashDays: number): TrashedTodo {
  return {
    ...toTodo(row),
    trashedAt: row.trashedAt.toISOString(),
    reason: row.reason === "cleanup" ? "cleanup" : "user",
    runId: row.runId,
    purgedAt: addDays(row.trashedAt, trashDays).toISOString(),
  };
}

/** The same error for another user's todo and for one that doesn't exist. */
export function noSuchTodo(): DomainError {
  return new DomainError(
    "not-found",
    "There is no such todo. It may have been deleted or cleaned up: look in the trash.",
  );
}

export function notInTrash(): DomainError {
  return new DomainError("not-found", "It is not in the trash. It may have been restored, or deleted for good.");
}
