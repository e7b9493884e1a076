import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";

/** An edit that the server refused because of what somebody else did. */
export interface RefusedEdit {
  /** The todo as it was when the edit began. */
  readonly base: Todo;
  readonly changes: TodoChange;
}

/** Two edits of the same fields, of which the other one was saved first. */
export interface EditConflict {
  /** This page's edit. */
  readonly changes: TodoChange;
  /** The todo as it is now. */
  readonly current: Todo;
  /** Where the two differ. */
  readonly fields: readonly EditedField[];
}

/** `both` puts one text of notes below the other; `undecided` leaves the question open. */
export type ConflictAnswer = "changes" | "current" | "both" | "undecided";

/** Both texts, the saved one first. */
export function bothNotes({ changes, current }: EditConflict): string {
  return `${current.notes.trimEnd()}\n\n${changes.notes ?? ""}`;
}
