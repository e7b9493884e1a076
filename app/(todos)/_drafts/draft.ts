import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";

/** Text for a new todo. */
export interface NewDraft {
  readonly kind: "new";
  readonly text: string;
  /** The pasted lines, while nobody has chosen what to make of them. `text` has them all in one line. */
  readonly lines?: string;
}

/** Text for a title. */
export interface TitleDraft {
  readonly kind: "title";
  /** The todo as it was when the edit began. */
  readonly base: Todo;
  readonly text: string;
}

/** The input in the details of a todo. */
export interface DetailsDraft {
  readonly kind: "details";
  /** The todo as it was when the edit began. */
  readonly base: Todo;
  /** Null while the notes are not being edited. */
  readonly notes: string | null;
  /** A day such as 2026-12-01, or "". */
  readonly dueOn: string;
}

/** Unsaved input of a person. */
export type Draft = NewDraft | TitleDraft | DetailsDraft;
export type DraftKind = Draft["kind"];
export type DraftOf<Kind extends DraftKind> = Extract<Draft, { readonly kind: Kind }>;

/** The changes that a draft makes to its base. */
export function draftedChanges(draft: TitleDraft | DetailsDraft): TodoChange {
  const { base } = draft;
  if (draft.kind === "title") {
    const title = draft.text.trim();
    return title === "" || title === base.title ? {} : { title };
  }
  const { notes, dueOn } = draft;
  const due = dueOn === "" ? null : dueOn;
  return {
    ...(notes !== null && notes !== base.notes && { notes }),
    ...(due !== base.dueOn && { dueOn: due }),
  };
}

/** Whether anything would be lost with a draft. */
export function hasWords(draft: Draft): boolean {
  return draft.kind === "new" ? draft.text !== "" : Object.keys(draftedChanges(draft)).length > 0;
}

/** Whether a draft has changes that the todo doesn't show. One that was saved meanwhile has none. */
export function isUnsaved(draft: TitleDraft | DetailsDraft, todo: Todo): boolean {
  const { title = todo.title, notes = todo.notes, dueOn = todo.dueOn } = draftedChanges(draft);
  return title !== todo.title || notes !== todo.notes || dueOn !== todo.dueOn;
}
