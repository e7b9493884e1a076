import { changeCompletion } from "#lib/todo-service/retention.ts";
import type { Todo, UpdateTodo } from "#lib/todo-service/schemas.ts";

/** A todo as the server will have it after a change, by the same rules. */
export function changedTodo(todo: Todo, change: UpdateTodo, retentionDays: number | null, now: Date): Todo {
  const completion = changeCompletion(
    { completedAt: toDate(todo.completedAt), pinned: todo.pinned, expiresAt: toDate(todo.expiresAt) },
    change,
    retentionDays,
    now,
  );
  return {
    ...todo,
    title: change.title ?? todo.title,
    notes: change.notes ?? todo.notes,
    dueOn: change.dueOn === undefined ? todo.dueOn : change.dueOn,
    completedAt: toIso(completion.completedAt),
    pinned: completion.pinned,
    expiresAt: toIso(completion.expiresAt),
    updatedAt: now.toISOString(),
  };
}

/** Gives a todo back the fields that a change had changed, and leaves alone what happened to the others since. */
export function takenBack(current: Todo, before: Todo, after: Todo): Todo {
  const back = <Field extends keyof Todo>(field: Field) =>
    before[field] === after[field] ? current[field] : before[field];
  return {
    ...current,
    title: back("title"),
    notes: back("notes"),
    dueOn: back("dueOn"),
    completedAt: back("completedAt"),
    pinned: back("pinned"),
    expiresAt: back("expiresAt"),
    updatedAt: back("updatedAt"),
  };
}

function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}

function toIso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
