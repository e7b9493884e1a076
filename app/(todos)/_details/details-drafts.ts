import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";

/** The unsaved input in the details of a todo. */
export interface DetailsDraft {
  /** The todo as it was when the edit began. */
  readonly base: Todo;
  /** Null while the notes are not being edited. */
  readonly notes: string | null;
  /** A day such as 2026-12-01, or "". */
  readonly dueOn: string;
}

/** A draft without changes. Empty notes can be edited at once. */
export function freshDraft(todo: Todo): DetailsDraft {
  return { base: todo, notes: todo.notes === "" ? "" : null, dueOn: todo.dueOn ?? "" };
}

/** The changes that a draft makes to its base. */
export function draftedChanges({ base, notes, dueOn }: DetailsDraft): TodoChange {
  const due = dueOn === "" ? null : dueOn;
  return {
    ...(notes !== null && notes !== base.notes && { notes }),
    ...(due !== base.dueOn && { dueOn: due }),
  };
}

const drafts = new Map<string, DetailsDraft>();

/** Stores a draft for as long as the tab lives: its row may close, move or leave the screen. */
export function storeDraft(id: string, draft: DetailsDraft): void {
  if (Object.keys(draftedChanges(draft)).length > 0) drafts.set(id, draft);
  else drafts.delete(id);
}

export function storedDraft(id: string): DetailsDraft | undefined {
  return drafts.get(id);
}

export function dropDraft(id: string): void {
  drafts.delete(id);
}
