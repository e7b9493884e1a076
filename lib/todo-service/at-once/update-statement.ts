import { Prisma } from "#lib/db/client.ts";
import type { EditBase, PlainField, UpdateTodo } from "../schemas.ts";
import type { OwnerProof } from "./owner-proof.ts";
import { todoJson } from "./todo-json.ts";

/**
 * Changes a todo unless somebody else has changed its fields since `base`, in one statement: PostgreSQL evaluates it
 * anew on the newest version of a row that another is just changing. It computes the same as `changeCompletion` and
 * `conflictingFields`. Null where the base holds something that PostgreSQL can't compare.
 */
export function updateStatement(
  proof: OwnerProof,
  id: string,
  { base = {}, ...change }: UpdateTodo,
  now: Prisma.Sql,
): Prisma.Sql | null {
  if (![base.title, base.notes, base.dueOn].every(isComparable)) return null;
  const { completed, pinned } = change;
  const mayExpire = completed !== undefined || pinned !== undefined;
  // The same lock as lockedOwner: a retention that is being changed is waited for.
  const owner = mayExpire ? Prisma.sql`SELECT id, retention_days FROM "user" WHERE id = (${proof}) FOR SHARE` : proof;
  const plain: Record<PlainField, Prisma.Sql | null> = {
    title: change.title === undefined ? null : Prisma.sql`title = ${change.title}`,
    notes: change.notes === undefined ? null : Prisma.sql`notes = ${change.notes}`,
    dueOn: change.dueOn === undefined ? null : Prisma.sql`due_on = ${change.dueOn}::text::date`,
  };
  const changes = [
    ...Object.values(plain).filter((assignment) => assignment !== null),
    ...(mayExpire ? [completionAfter({ completed, pinned }, now)] : []),
    Prisma.sql`updated_at = ${now}`,
  ];
  const conditions = [
    Prisma.sql`todo.id = ${id}::uuid`,
    Prisma.sql`owner_id = owner.id`,
    ...unchangedSince(base, change),
  ];
  return Prisma.sql`
    WITH owner AS MATERIALIZED (${owner})
    UPDATE todo SET ${Prisma.join(changes)} FROM owner WHERE ${Prisma.join(conditions, " AND ")}
    RETURNING ${todoJson}`;
}

/** As `changeCompletion`. */
function completionAfter(
  change: { completed: boolean | undefined; pinned: boolean | undefined },
  now: Prisma.Sql,
): Prisma.Sql {
  const wasCompleted = Prisma.sql`(completed_at IS NOT NULL)`;
  const isCompleted = change.completed === undefined ? wasCompleted : Prisma.sql`${change.completed}::boolean`;
  const isPinned = change.pinned === undefined ? Prisma.sql`pinned` : Prisma.sql`${change.pinned}::boolean`;
  return Prisma.sql`
    completed_at = CASE WHEN ${isCompleted} THEN coalesce(completed_at, ${now}) END,
    pinned = ${isPinned},
    expires_at = CASE
      WHEN ${isCompleted} = ${wasCompleted} AND ${isPinned} = pinned THEN expires_at
      WHEN ${isCompleted} AND NOT ${isPinned}
        THEN coalesce(completed_at, ${now}) + owner.retention_days * interval '24 hours'
    END`;
}

/** As `conflictingFields`: each field has the value of the base, or already the one that is wanted. */
function unchangedSince(base: EditBase, change: Omit<UpdateTodo, "base">): Prisma.Sql[] {
  const fields = [
    { current: Prisma.sql`title`, from: base.title, to: change.title },
    { current: Prisma.sql`notes`, from: base.notes, to: change.notes },
    { current: Prisma.sql`to_char(due_on, 'YYYY-MM-DD')`, from: base.dueOn, to: change.dueOn },
  ];
  return fields.flatMap(({ current, from, to }) => {
    if (from === undefined) return [];
    const wanted = to === undefined ? Prisma.empty : Prisma.sql`OR ${current} IS NOT DISTINCT FROM ${to}::text`;
    return [Prisma.sql`(${current} IS NOT DISTINCT FROM ${from}::text ${wanted})`];
  });
}

function isComparable(text: string | null | undefined): boolean {
  return !text || (text.isWellFormed() && !text.includes("\0"));
}
