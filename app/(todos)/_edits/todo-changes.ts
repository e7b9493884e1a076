import { changeCompletion } from "#lib/todo-service/retention/retention.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";

/** A todo as the server will have it after a change: the same rules apply. */
export function changedTodo(todo: Todo, change: TodoChange, retentionDays: number | null, now: Date): Todo {
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

/** Reverts the fields that a change had changed, except those that have been changed again since. */
export function revertedTodo(current: Todo, before: Todo, after: Todo): Todo {
  const back = <Field extends keyof Todo>(field: Field) =>
    before[field] === after[field] || current[field] !== after[field] ? current[field] : before[field];
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

/** The change that undoes another one. */
export function reverseChange(before: Todo, change: TodoChange): TodoChange {
  return {
    ...(change.title !== undefined && { title: before.title }),
    ...(change.notes !== undefined && { notes: before.notes }),
    ...(change.dueOn !== undefined && { dueOn: before.dueOn }),
    ...(change.pinned !== undefined && { pinned: before.pinned }),
    ...(change.completed !== undefined && { completed: before.completedAt !== null }),
  };
}

/** Describes a change after "Undone: ", e.g. `pinned “Buy milk”`. */
export function changeText({ title }: Todo, change: TodoChange): string {
  const [only, ...others] = Object.keys(change);
  if (others.length > 0) return `edited “${title}”`;
  if (only === "completed") return `${change.completed === true ? "completed" : "reopened"} “${title}”`;
  if (only === "pinned") return `${change.pinned === true ? "pinned" : "unpinned"} “${title}”`;
  if (only === "title") return `renamed “${title}”`;
  return `changed the ${only === "dueOn" ? "due date" : "notes"} of “${title}”`;
}

function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}

function toIso(instant: Date | null): string | null {
  return instant?.toISOString() ?? null;
}
