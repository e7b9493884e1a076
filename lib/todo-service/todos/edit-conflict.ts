import { DomainError } from "#lib/errors.ts";
import type { Todo, UpdateTodo } from "../schemas.ts";
import { conflictingFields } from "./edited-fields.ts";

/** @throws {DomainError} `edit-conflict`, with the conflicting fields and the current todo. */
export function refuseConflict(current: Todo, change: UpdateTodo): void {
  const fields = conflictingFields(current, change);
  if (fields.length === 0) return;
  throw new DomainError(
    "edit-conflict",
    "This todo was changed somewhere else. Compare both versions and choose one.",
    { fields: fields.map((field) => ({ field, message: "was changed somewhere else" })), current },
  );
}
