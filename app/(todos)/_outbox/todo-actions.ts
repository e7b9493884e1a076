import type { ExpiringTodos } from "#lib/todo-service/retention/expiring-schemas.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { changeOf, type Intent, type NewTodo } from "./command.ts";

/**
 * The retention of this account's completed todos in the list, and of this installation's deleted ones in the trash, in
 * days.
 */
export interface Retention {
  /** Null: for ever. */
  readonly retentionDays: number | null;
  /** 0: there is no trash. */
  readonly trashDays: number;
}

/** Carries out an intent. `before` is the todo as it was shown, for the undo of a change. */
export type Act = (intent: Intent, before?: Todo) => void;

/** A person's actions on todos. Each shows at once. */
export interface TodoActions {
  add(todo: NewTodo): void;
  /** @param base the todo as it was when the edit began: later changes by somebody else are not overwritten unseen. */
  change(todo: Todo, changes: TodoChange, base?: Todo): void;
  /** Completes an open todo, or reopens a completed one. */
  toggle(todo: Todo): void;
  remove(todo: Todo): void;
  /** Deletes all completed, unpinned todos, including those that aren't loaded yet. */
  clearCompleted(): void;
  /** Both act on exactly the counted todos, loaded or not. */
  pinExpiring(expiring: ExpiringTodos): void;
  trashExpiring(expiring: ExpiringTodos): void;
}

export function createTodoActions(act: Act): TodoActions {
  return {
    add: (changes) => act({ kind: "create", todoIds: [], base: null, changes }),
    change: (todo, changes, base) => act(changeOf(todo, changes, base), todo),
    toggle: (todo) => act(changeOf(todo, { completed: todo.completedAt === null }), todo),
    remove: (todo) => act({ kind: "delete", todoIds: [todo.id], base: todo, changes: null }),
    clearCompleted: () => act({ kind: "clear-completed", todoIds: [], base: null, changes: null }),
    pinExpiring: ({ asOf }) => act({ kind: "pin-expiring", todoIds: [], base: null, changes: { asOf } }),
    trashExpiring: ({ asOf }) => act({ kind: "trash-expiring", todoIds: [], base: null, changes: { asOf } }),
  };
}
