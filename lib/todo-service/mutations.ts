import type { Database, Prisma, Transaction } from "#lib/db/client.ts";
import { newId } from "#lib/id.ts";
import { type Completion, changeCompletion } from "./retention.ts";
import { fromIsoDate, noSuchTodo, toTodo } from "./rows.ts";
import type { CreateTodo, Owner, Todo, UpdateTodo } from "./schemas.ts";

/** Writes that leave a todo in the list. */
export interface TodoMutations {
  create(owner: Owner, input: CreateTodo, now: Date): Promise<Todo>;
  /**
   * Changes the named fields only. `completed: true` sets the completion to `now`, unless it is completed already.
   * @throws {DomainError} `not-found`, also for another owner's todo.
   */
  update(owner: Owner, id: string, change: UpdateTodo, now: Date): Promise<Todo>;
}

export function createTodoMutations(database: Database): TodoMutations {
  return {
    async create(owner, input, now) {
      const row = await database.todo.create({
        data: {
          id: newId(now),
          ownerId: owner.id,
          title: input.title,
          notes: input.notes ?? "",
          dueOn: input.dueOn ? fromIsoDate(input.dueOn) : null,
          pinned: input.pinned ?? false,
          createdAt: now,
          updatedAt: now,
        },
      });
      return toTodo(row);
    },

    update(owner, id, change, now) {
      return database.$transaction(async (transaction) => {
        const completion = await lockCompletion(transaction, owner, id);
        const data = { ...fieldsOf(change), ...changeCompletion(completion, change, owner.retentionDays, now) };
        const row = await transaction.todo.update({ where: { id }, data: { ...data, updatedAt: now } });
        return toTodo(row);
      });
    },
  };
}

/** Locked, since the new expiry follows from a state that another request or a cleanup may be changing. */
async function lockCompletion(transaction: Transaction, owner: Owner, id: string): Promise<Completion> {
  const [row] = await transaction.$queryRaw<Completion[]>`
    SELECT completed_at AS "completedAt", pinned, expires_at AS "expiresAt"
    FROM todo WHERE id = ${id}::uuid AND owner_id = ${owner.id}::uuid FOR UPDATE`;
  if (row === undefined) throw noSuchTodo();
  return row;
}

function fieldsOf(change: UpdateTodo): Prisma.TodoUpdateInput {
  return {
    ...(change.title !== undefined && { title: change.title }),
    ...(change.notes !== undefined && { notes: change.notes }),
    ...(change.dueOn !== undefined && { dueOn: change.dueOn && fromIsoDate(change.dueOn) }),
  };
}
