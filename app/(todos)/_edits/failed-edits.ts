import type { EditBase, Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { type EditedField, editedFields } from "#lib/todo-service/todos/edited-fields.ts";

type Value = string | null;
type Edited = Pick<Todo, EditedField>;

/**
 * Remembers this page's own edits, so that they aren't taken for somebody else's: a failed edit may be the base of the
 * next one, and an edit whose answer got lost may have arrived after all.
 */
export interface FailedEdits {
  /** @param base the edited fields as they were when the edit began. */
  failed(id: string, base: EditBase, changes: TodoChange): void;
  saved(id: string, changes: TodoChange): void;
  /** Whether this page's own edits explain every difference between an edit's base and the current todo. */
  explain(base: EditBase, current: Todo): boolean;
  /** The fields as they were before the failed edits. */
  before(todo: Todo): Edited;
}

interface Written {
  /** The last value that the server has accepted. */
  saved?: Value;
  /** By the value that failed to be saved: the value before the first failure. */
  readonly failed: Map<Value, Value>;
}

export function createFailedEdits(): FailedEdits {
  const byField = new Map<string, Written>();
  const written = (id: string, field: EditedField): Written => {
    const key = `${id} ${field}`;
    const known = byField.get(key) ?? { failed: new Map<Value, Value>() };
    byField.set(key, known);
    return known;
  };
  const originOf = ({ failed }: Written, value: Value): Value => {
    let origin = value;
    for (let next = failed.get(origin); next !== undefined; next = failed.get(origin)) origin = next;
    return origin;
  };

  return {
    failed(id, base, changes) {
      for (const field of editedFields) {
        const [from, to] = [base[field], changes[field]];
        if (from === undefined || to === undefined) continue;
        const known = written(id, field);
        const origin = originOf(known, from);
        if (origin !== to) known.failed.set(to, origin);
      }
    },

    saved(id, changes) {
      for (const field of editedFields) {
        const value = changes[field];
        if (value === undefined) continue;
        const known = written(id, field);
        known.saved = value;
        known.failed.clear();
      }
    },

    explain(base, current) {
      return editedFields.every((field) => {
        const start = base[field];
        if (start === undefined || start === current[field]) return true;
        const known = written(current.id, field);
        return known.saved === current[field] || originOf(known, start) === originOf(known, current[field]);
      });
    },

    before(todo) {
      const origin = (field: EditedField) => originOf(written(todo.id, field), todo[field]);
      return { title: origin("title") ?? todo.title, notes: origin("notes") ?? todo.notes, dueOn: origin("dueOn") };
    },
  };
}
