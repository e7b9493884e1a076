import type { EditBase, Todo, TodoChange, UpdateTodo } from "../schemas.ts";

/** The fields that people write in, so that one edit can overwrite another. */
export const editedFields = ["title", "notes", "dueOn"] as const satisfies readonly (keyof EditBase)[];
export type EditedField = (typeof editedFields)[number];

/** What an edit says it started from: the fields that it changes, as they were in the todo that it began with. */
export function baseOf(begun: Todo, wanted: TodoChange): EditBase {
  return {
    ...(wanted.title !== undefined && { title: begun.title }),
    ...(wanted.notes !== undefined && { notes: begun.notes }),
    ...(wanted.dueOn !== undefined && { dueOn: begun.dueOn }),
  };
}

/** The fields that are neither what the edit started from nor what it wants: somebody else has changed them since. */
export function conflictingFields(current: Pick<Todo, EditedField>, { base = {}, ...wanted }: UpdateTodo) {
  return editedFields.filter(
    (field) => base[field] !== undefined && current[field] !== base[field] && current[field] !== wanted[field],
  );
}
