import type { EditBase, Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { type EditedField, editedFields } from "#lib/todo-service/todos/edited-fields.ts";

type Value = string | null;
type Edited = Pick<Todo, EditedField>;

/**
 * What this page itself has written, so that it doesn't take its own edits for somebody else's: one that failed may have
 * been what the next one started from, and one whose answer got lost may have arrived after all.
 */
export interface FailedEdits {
  /** @param base what the edit started from. */
  failed(id: string, base: EditBase, changes: TodoChange): void;
  saved(id: string, changes: TodoChange): void;
  /** Whether all that stands between what an edit started from and what is there now was written here. */
  explain(base: EditBase, current: Todo): boolean;
  /** The todo with each field as it was before the edits that failed. */
  before(todo: Todo): Edited;
}

interface Written {
  /** What the server has agreed to last. */
  saved?: Value;
  /** What failed, by what it would have made of the field: what that had been before the first failure. */
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
