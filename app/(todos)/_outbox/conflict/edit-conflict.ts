import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";
import { type CommandOf, changeOf, type Intent } from "../command.ts";

/** Two edits of the same fields, of which the other one was saved first. */
export interface EditConflict {
  /** This browser's edit. */
  readonly changes: TodoChange;
  /** The todo as it is now. */
  readonly current: Todo;
  /** The fields in which the two differ. */
  readonly fields: readonly EditedField[];
}

/** `both` puts one text of notes below the other; `undecided` leaves the question open. */
export type ConflictAnswer = "changes" | "current" | "both" | "undecided";

/** Both texts, the saved one first. */
export function bothNotes({ changes, current }: EditConflict): string {
  return `${current.notes.trimEnd()}\n\n${changes.notes ?? ""}`;
}

/** Turns a conflicting command into the intent that the answer asks for; null if there is nothing left to save. */
export function answered(
  { base }: CommandOf<"change">,
  conflict: EditConflict,
  answer: Exclude<ConflictAnswer, "undecided">,
): Intent | null {
  const { changes, current, fields } = conflict;
  if (answer === "changes") return changeOf(current, changes);
  if (answer === "both") return changeOf(current, { ...changes, notes: bothNotes(conflict) });
  const unrelated = { ...changes };
  for (const field of fields) delete unrelated[field];
  return Object.keys(unrelated).length === 0 ? null : changeOf(current, unrelated, base);
}
