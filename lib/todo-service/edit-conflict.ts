import { DomainError } from "#lib/errors.ts";
import type { EditBase, Todo, UpdateTodo } from "./schemas.ts";

/** The fields that people write in, so that one edit can overwrite another. */
export const editedFields = ["title", "notes", "dueOn"] as const satisfies readonly (keyof EditBase)[];
export type EditedField = (typeof editedFields)[number];

/** The fields that are neither what the edit started from nor what it wants: somebody else has changed them since. */
export function conflictingFields(current: Pick<Todo, EditedField>, { base = {}, ...wanted }: UpdateTodo) {
  return editedFields.filter(
    (field) => base[field] !== undefined && current[field] !== base[field] && current[field] !== wanted[field],
  );
}

/** @throws {DomainError} `edit-conflict`, with the fields and the todo as it is now. */
export function refuseConflict(current: Todo, change: UpdateTodo): void {
  const fields = conflictingFields(current, change);
  if (fields.length === 0) return;
  throw new DomainError(
    "edit-conflict",
    "This todo was changed somewhere else meanwhile. Look at both versions and choose.",
    { fields: fields.map((field) => ({ field, message: "was changed meanwhile" })), current },
  );
}
