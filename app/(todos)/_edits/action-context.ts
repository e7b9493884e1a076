import type { QueryClient } from "@tanstack/react-query";
import type { Notices } from "#app/_feedback/notices.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import type { UndoHistory } from "../_undo/undo-history.ts";
import type { ConflictAnswer, EditConflict } from "./conflict/edit-conflict.ts";

/**
 * How long this account's completed todos stay in the list, and this installation's deleted ones in the trash, in days.
 */
export interface Retention {
  /** Null: for ever. */
  readonly retentionDays: number | null;
  /** 0: there is no trash. */
  readonly trashDays: number;
}

/** The dependencies of the actions on todos. */
export interface ActionContext {
  readonly client: QueryClient;
  readonly notices: Notices;
  readonly retention: Retention;
  /** Gets an undo of every action. */
  readonly history: UndoHistory;
  /** Shows two versions of a todo and asks which one to keep. */
  readonly askWhich: (conflict: EditConflict) => Promise<ConflictAnswer>;
  readonly clock: () => Date;
}

/**
 * Changes a todo.
 * @param base the todo as it was when the edit began: later changes by somebody else are not overwritten unseen.
 * @param tell gets the undo as soon as the change shows.
 */
export type ChangeTodo = (base: Todo, changes: TodoChange, tell?: (undo: () => void) => void) => Promise<void>;
