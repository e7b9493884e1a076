import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { changedTodo } from "./apply.ts";
import type { Command, Intent } from "./command.ts";

/**
 * The intent that undoes a command on one todo; null where only the server's answer tells, or there is nothing to undo.
 * @param before the todo as it was shown before the command.
 */
export function invert(command: Command, before: Todo, retentionDays: number | null): Intent | null {
  const { todoIds, at } = command;
  if (command.kind === "delete") return { kind: "restore", todoIds, base: before, changes: null };
  if (command.kind === "restore") return { kind: "delete", todoIds, base: before, changes: null };
  if (command.kind !== "change") return null;
  const base = changedTodo(before, command.changes, retentionDays, new Date(at));
  return { kind: "change", todoIds, base, changes: reverseChange(before, command.changes), isUndo: true };
}

function reverseChange(before: Todo, change: TodoChange): TodoChange {
  return {
    ...(change.title !== undefined && { title: before.title }),
    ...(change.notes !== undefined && { notes: before.notes }),
    ...(change.dueOn !== undefined && { dueOn: before.dueOn }),
    ...(change.pinned !== undefined && { pinned: before.pinned }),
    ...(change.completed !== undefined && { completed: before.completedAt !== null }),
  };
}
