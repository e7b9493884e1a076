import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";

/** The fields of a new todo. */
export interface NewTodo {
  readonly title: string;
  readonly notes?: string;
  readonly dueOn?: string | null;
}

/** The base and the changes of each kind of command. */
interface Kinds {
  create: { readonly base: null; readonly changes: NewTodo };
  /**
   * Its base holds title, notes and due date as they were when the edit began. The words of an undo are those of
   * before, which nobody has typed now.
   */
  change: { readonly base: Todo; readonly changes: TodoChange; readonly isUndo?: true };
  delete: { readonly base: Todo; readonly changes: null };
  /** Undoes a delete: its base is the todo as it was. */
  restore: { readonly base: Todo; readonly changes: null };
  "clear-completed": { readonly base: null; readonly changes: null };
  "pin-expiring": { readonly base: null; readonly changes: { readonly asOf: string } };
  "trash-expiring": { readonly base: null; readonly changes: { readonly asOf: string } };
  "unpin-expiring": { readonly base: readonly Todo[]; readonly changes: { readonly pinnedAt: string } };
  /** Undoes a command that moved many todos to the trash: its base is those that the page had loaded. */
  "restore-many": { readonly base: readonly Todo[]; readonly changes: { readonly trashedAt: string } };
}

export type CommandKind = keyof Kinds;

interface Head {
  /** A UUIDv7: commands sort by when they were made. */
  readonly id: string;
  /** The id of the user who made it. */
  readonly account: string;
  /** The todos that it is about. Empty: todos that meet a condition, of which the page may not have loaded all. */
  readonly todoIds: readonly string[];
  /** The time at which it was made, in UTC. */
  readonly at: string;
}

/** A person's action on todos as data: plain, so that it can be stored, sent again and shown. */
export type CommandOf<Kind extends CommandKind> = Head & { readonly kind: Kind } & Kinds[Kind];
export type Command = { [Kind in CommandKind]: CommandOf<Kind> }[CommandKind];

/** An action before it becomes a command. The todo of a `create` gets its id with the command. */
export type Intent = {
  [Kind in CommandKind]: { readonly kind: Kind; readonly todoIds: readonly string[] } & Kinds[Kind];
}[CommandKind];

/** The intent to change one todo. Edited fields are compared with `base`, the todo as it was when the edit began. */
export function changeOf(todo: Todo, changes: TodoChange, base: Todo = todo): Intent {
  const { title, notes, dueOn } = base;
  const began = {
    ...(changes.title !== undefined && { title }),
    ...(changes.notes !== undefined && { notes }),
    ...(changes.dueOn !== undefined && { dueOn }),
  };
  return { kind: "change", todoIds: [todo.id], base: { ...todo, ...began }, changes };
}
