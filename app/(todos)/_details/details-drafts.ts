import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";

/** What somebody has written in the details of a todo and not saved yet. */
export interface DetailsDraft {
  /** The todo as it was when the edit began. */
  readonly begun: Todo;
  /** Null while the notes are only read. */
  readonly notes: string | null;
  /** A day such as 2026-12-01, or "". */
  readonly dueOn: string;
}

/** A draft in which nothing is changed. Where there are no notes one can write them at once. */
export function freshDraft(todo: Todo): DetailsDraft {
  return { begun: todo, notes: todo.notes === "" ? "" : null, dueOn: todo.dueOn ?? "" };
}

/** What saving a draft would change. */
export function draftedChange({ begun, notes, dueOn }: DetailsDraft): TodoChange {
  const due = dueOn === "" ? null : dueOn;
  return {
    ...(notes !== null && notes !== begun.notes && { notes }),
    ...(due !== begun.dueOn && { dueOn: due }),
  };
}

const drafts = new Map<string, DetailsDraft>();

/** Keeps a draft for as long as the tab lives: a row may close, move or leave the screen while somebody writes in it. */
export function keepDraft(id: string, draft: DetailsDraft): void {
  if (Object.keys(draftedChange(draft)).length > 0) drafts.set(id, draft);
  else drafts.delete(id);
}

export function keptDraft(id: string): DetailsDraft | undefined {
  return drafts.get(id);
}

export function dropDraft(id: string): void {
  drafts.delete(id);
}
