import type { EditBase, Todo, TodoChange, UpdateTodo } from "../schemas.ts";

/** The fields in which one person's edit can overwrite another's. */
export const editedFields = ["title", "notes", "dueOn"] as const satisfies readonly (keyof EditBase)[];
export type EditedField = (typeof editedFields)[number];

/** The base of an edit: the fields that it changes, as they were read. */
export function baseOf(read: Todo, changes: TodoChange): EditBase {
  return {
    ...(changes.title !== undefined && { title: read.title }),
    ...(changes.notes !== undefined && { notes: read.notes }),
    ...(changes.dueOn !== undefined && { dueOn: read.dueOn }),
  };
}

/** The fields that somebody else has changed: their current value is neither the base nor the edit's own. */
export function conflictingFields(current: Pick<Todo, EditedField>, { base = {}, ...changes }: UpdateTodo) {
  return editedFields.filter(
    (field) => base[field] !== undefined && current[field] !== base[field] && current[field] !== changes[field],
  );
}
