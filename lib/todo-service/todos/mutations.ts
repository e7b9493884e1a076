import { type Database, Prisma, type Transaction } from "#lib/db/client.ts";
import { retryConflict } from "#lib/db/retry-conflict.ts";
import { newId } from "#lib/id.ts";
import { lockedOwner } from "../retention/locked-owner.ts";
import { changeCompletion } from "../retention/retention.ts";
import type { CreateTodo, Owner, PlainField, Todo, UpdateTodo } from "../schemas.ts";
import { type CreatedTodo, createOnce, type IdentifiedTodo } from "./create-once.ts";
import { refuseConflict } from "./edit-conflict.ts";
import { fromIsoDate, noSuchTodo, type TodoRow, todoRowColumns, toTodo } from "./rows.ts";

/** Creates and changes todos. */
export interface TodoMutations {
  create(owner: Owner, input: Omit<CreateTodo, "id">, now: Date): Promise<Todo>;
  /**
   * Creates a todo whose id its sender has made. A repeated request changes nothing: it gets the owner's todo of that
   * id as it is now, in the list or in the trash.
   * @throws {DomainError} `conflict` when the id is somebody else's, or its todo purged; `invalid` for a future id.
   */
  createOnce(owner: Owner, input: IdentifiedTodo, now: Date): Promise<CreatedTodo>;
  /**
   * Changes only the fields that `change` names. `completed: true` completes the todo at `now`, unless it is completed.
   * @throws {DomainError} `not-found`, also for another owner's todo; `edit-conflict` when a field differs from `base`.
   */
  update(owner: Owner, id: string, change: UpdateTodo, now: Date): Promise<Todo>;
}

export function createTodoMutations(database: Database): TodoMutations {
  return {
    async create(owner, input, now) {
      const { todo } = await createOnce(database, owner, { ...input, id: newId(now) }, now);
      return todo;
    },

    createOnce: (owner, input, now) => createOnce(database, owner, input, now),

    update(owner, id, change, now) {
      return retryConflict(() =>
        database.$transaction(async (transaction) => {
          const { retentionDays, ...current } = await lock(transaction, owner, id, change);
          refuseConflict(toTodo(current), change);
          const { completedAt, pinned, expiresAt } = current;
          const completion = changeCompletion({ completedAt, pinned, expiresAt }, change, retentionDays, now);
          const data = { ...fieldsOf(change), ...completion };
          const row = await transaction.todo.update({ where: { id }, data: { ...data, updatedAt: now } });
          return toTodo(row);
        }),
      );
    },
  };
}

/**
 * Locks the row, so that no other request and no cleanup changes it before this one has. A change that may give it
 * another expiry locks the owner first.
 */
async function lock(
  transaction: Transaction,
  owner: Owner,
  id: string,
  { completed, pinned }: UpdateTodo,
): Promise<TodoRow & { readonly retentionDays: number | null }> {
  const mayExpire = completed !== undefined || pinned !== undefined;
  const whose = mayExpire
    ? lockedOwner(owner)
    : Prisma.sql`SELECT id, retention_days FROM "user" WHERE id = ${owner.id}::uuid`;
  const [row] = await transaction.$queryRaw<(TodoRow & { retentionDays: number | null })[]>`
    WITH owner AS MATERIALIZED (${whose})
    SELECT ${todoRowColumns}, owner.retention_days AS "retentionDays"
    FROM owner JOIN todo ON todo.owner_id = owner.id WHERE todo.id = ${id}::uuid FOR UPDATE OF todo`;
  if (row === undefined) throw noSuchTodo();
  return row;
}

function fieldsOf(change: UpdateTodo): Prisma.TodoUpdateInput {
  const plain: Record<PlainField, Prisma.TodoUpdateInput> = {
    title: change.title === undefined ? {} : { title: change.title },
    notes: change.notes === undefined ? {} : { notes: change.notes },
    dueOn: change.dueOn === undefined ? {} : { dueOn: change.dueOn && fromIsoDate(change.dueOn) },
  };
  const data: Prisma.TodoUpdateInput = {};
  for (const field of Object.values(plain)) Object.assign(data, field);
  return data;
}
