import { addDays } from "#lib/days.ts";
import { type Database, Prisma } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import { newId } from "#lib/id.ts";
import { instant } from "../instant.ts";
import type { CreateTodo, Owner, Todo } from "../schemas.ts";
import { findAnywhere } from "./find-anywhere.ts";
import { type TodoRow, todoColumns, todoRowColumns, todoValues, toTodo } from "./rows.ts";

/** A new todo whose id its sender has made. */
export type IdentifiedTodo = CreateTodo & { readonly id: string };

export interface CreatedTodo {
  readonly todo: Todo;
  /** False for a repeated request: the todo was created before, and stays as it is. */
  readonly isNew: boolean;
}

/** The most days that the clock which made an id may be ahead. */
const maxAheadDays = 1;

/** The days that the id of a created todo stays used once the todo is purged, from the instant that the id names. */
const usedDays = 180;

/**
 * Creates a todo, unless its id was used before: then it is the owner's todo of that id, in the list or in the trash.
 * @throws {DomainError} `conflict` when that todo is somebody else's or purged; `invalid` for an id of the future.
 */
export async function createOnce(
  database: Database,
  owner: Owner,
  input: IdentifiedTodo,
  now: Date,
): Promise<CreatedTodo> {
  refuseFutureId(input.id, now);
  const whose = Prisma.sql`SELECT ${owner.id}::uuid AS id`;
  const statement = Prisma.sql`${createStatement(whose, input, now)} RETURNING ${todoRowColumns}`;
  const [made] = await retryConflict(() => database.$queryRaw<TodoRow[]>(statement));
  if (made !== undefined) return { todo: toTodo(made), isNew: true };
  const { inList, inTrash } = await findAnywhere(database, owner, input.id);
  const known = inList ?? inTrash;
  if (known !== null) return { todo: known, isNew: false };
  throw new DomainError("conflict", "This id is taken. Send the todo with a new id, unless you deleted it for good.");
}

/**
 * Inserts a todo of the owner whose id a query yields as `id`. The ids that were used are written first: of two equal
 * requests one waits there for the other.
 */
export function createStatement(owner: Prisma.Sql, { id, ...todo }: IdentifiedTodo, now: Date): Prisma.Sql {
  const values = todoValues({
    ...givenValues(todo),
    id: Prisma.sql`used.id`,
    ownerId: Prisma.sql`owner.id`,
    completedAt: Prisma.sql`NULL`,
    expiresAt: Prisma.sql`NULL`,
    createdAt: instant(now),
    updatedAt: instant(now),
  });
  return Prisma.sql`
    WITH owner AS MATERIALIZED (${owner}), forgotten AS (${forgetOldIds(now)}), used AS (
      INSERT INTO used_todo_id (id) SELECT ${id}::uuid FROM owner ON CONFLICT DO NOTHING RETURNING id
    )
    INSERT INTO todo (${todoColumns})
    SELECT ${values} FROM used, owner WHERE NOT EXISTS (SELECT FROM trashed_todo WHERE trashed_todo.id = used.id)
    ON CONFLICT (id) DO NOTHING`;
}

/** The values that a person gives, else their defaults. */
function givenValues(todo: Omit<CreateTodo, "id">): Record<keyof typeof todo, Prisma.Sql> {
  return {
    title: Prisma.sql`${todo.title}`,
    notes: Prisma.sql`${todo.notes ?? ""}`,
    dueOn: Prisma.sql`${todo.dueOn ?? null}::text::date`,
    pinned: Prisma.sql`${todo.pinned ?? false}::boolean`,
  };
}

/** Each new id deletes up to two that no longer count as used, so that their table never needs a cleanup of its own. */
function forgetOldIds(now: Date): Prisma.Sql {
  return Prisma.sql`
    DELETE FROM used_todo_id WHERE id IN (
      SELECT id FROM used_todo_id WHERE id < ${newId(addDays(now, -usedDays))}::uuid
      ORDER BY id LIMIT 2 FOR UPDATE SKIP LOCKED
    )`;
}

/** @throws {DomainError} `invalid` for an id of the future. */
export function refuseFutureId(id: string, now: Date): void {
  const madeAt = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  if (madeAt <= addDays(now, maxAheadDays).getTime()) return;
  const message = "names an instant in the future: set the clock of the device that made it";
  throw new DomainError("invalid", `Correct this and send it again. id: ${message}.`, {
    fields: [{ field: "id", message }],
  });
}
