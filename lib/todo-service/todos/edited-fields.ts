import type { EditBase, Todo, TodoChange, UpdateTodo } from "../schemas.ts";

/** The fields that people write in, so that one edit can overwrite another. */
export const editedFields = ["title", "notes", "dueOn"] as const satisfies readonly (keyof EditBase)[];
export type EditedField = (typeof editedFields)[number];

/** What an edit says it started from: the fields that it changes, as they were in the todo that was read. */
export function baseOf(todo: Todo, changes: TodoChange): EditBase {
  return {
    ...(changes.title !== undefined && { title: todo.title }),
    ...(changes.notes !== undefined && { notes: todo.notes }),
    ...(changes.dueOn !== undefined && { dueOn: todo.dueOn }),
  };
}

/** The fields that are neither as the edit read them nor as it wants them: somebody else has changed them since. */
export function conflictingFields(current: Pick<Todo, EditedField>, { base = {}, ...changes }: UpdateTodo) {
  return editedFields.filter(
    (field) => base[field] !== undefined && current[field] !== base[field] && current[field] !== changes[field],
  );
}
