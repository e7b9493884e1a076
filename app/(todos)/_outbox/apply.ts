import { changeCompletion } from "#lib/todo-service/retention/retention.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { isExpiring } from "../_expiring/is-expiring.ts";
import type { Command, CommandOf } from "./command.ts";

export type TodosById = ReadonlyMap<string, Todo>;

/**
 * The todos after a command, by the server's rules. Pure, and the same once the server has the command: applying it to
 * todos that have it already changes nothing that a person sees.
 * @param retentionDays the account's retention; null means for ever.
 */
export function apply(todos: TodosById, command: Command, retentionDays: number | null): TodosById {
  const after = new Map(todos);
  switch (command.kind) {
    case "create": {
      const todo = createdTodo(command);
      if (!after.has(todo.id)) after.set(todo.id, todo);
      break;
    }
    case "change": {
      const { base, changes, at } = command;
      after.set(base.id, changedTodo(after.get(base.id) ?? base, changes, retentionDays, new Date(at)));
      break;
    }
    case "delete":
      after.delete(command.base.id);
      break;
    case "restore":
      if (!after.has(command.base.id)) after.set(command.base.id, command.base);
      break;
    case "restore-many":
      for (const todo of command.base) if (!after.has(todo.id)) after.set(todo.id, todo);
      break;
    case "clear-completed":
      for (const { id, completedAt, pinned } of todos.values()) if (completedAt !== null && !pinned) after.delete(id);
      break;
    case "trash-expiring":
      for (const todo of todos.values()) if (isExpiring(todo, command.changes.asOf)) after.delete(todo.id);
      break;
    case "pin-expiring":
      for (const todo of todos.values()) {
        if (!isExpiring(todo, command.changes.asOf)) continue;
        after.set(todo.id, { ...todo, pinned: true, expiresAt: null, updatedAt: command.at });
      }
      break;
    case "unpin-expiring":
      for (const todo of command.base) {
        const shown = after.get(todo.id);
        if (shown?.pinned === true) after.set(todo.id, { ...shown, pinned: false, expiresAt: todo.expiresAt });
      }
      break;
  }
  return after;
}

/** A new todo as the server will have it. */
function createdTodo({ todoIds, changes, at }: CommandOf<"create">): Todo {
  const { title, notes = "", dueOn = null } = changes;
  const [id = ""] = todoIds;
  return {
    id,
    title,
    notes,
    dueOn,
    completedAt: null,
    pinned: false,
    expiresAt: null,
    createdAt: at,
    updatedAt: at,
  };
}

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
    completedAt: completion.completedAt?.toISOString() ?? null,
    pinned: completion.pinned,
    expiresAt: completion.expiresAt?.toISOString() ?? null,
    updatedAt: now.toISOString(),
  };
}

function toDate(instant: string | null): Date | null {
  return instant === null ? null : new Date(instant);
}
