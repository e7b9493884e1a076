import { DomainError } from "#lib/errors.ts";
import type { Todo, UpdateTodo } from "../schemas.ts";
import { conflictingFields } from "./edited-fields.ts";

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
