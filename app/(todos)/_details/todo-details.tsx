"use client";

import { type FormEvent, type KeyboardEvent, useRef } from "react";
import { Button } from "#app/_ui/button.tsx";
import { CheckIcon, PinIcon, TrashIcon } from "#app/_ui/icons/icons.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { type DetailsDraft, draftedChanges } from "../_drafts/draft.ts";
import { useDraft } from "../_drafts/use-draft.ts";
import { useTodoActions } from "../_outbox/outbox-provider.tsx";
import { giveToRow } from "../_row/row-focus.ts";
import { useHeldPlace } from "../_row/use-held-place.ts";
import { startSelecting } from "../_selection/select-rows.ts";
import { DeleteTodo } from "./delete-todo.tsx";
import { DueField } from "./due-field.tsx";
import { excessOf, NotesField } from "./notes-field.tsx";
import { TodoHistory } from "./todo-history.tsx";

export interface TodoDetailsProps {
  readonly todo: Todo;
  readonly onClose: () => void;
}

/**
 * Notes, due date and the other actions on a todo. Ctrl+Enter saves, Cancel drops the input. Closed another way, e.g.
 * by Escape or with the page, the input is there again the next time.
 */
export function TodoDetails({ todo, onClose }: TodoDetailsProps) {
  const { change } = useTodoActions();
  useHeldPlace(todo);
  const form = useRef<HTMLFormElement>(null);
  // Saved as an edit of its base, so that nobody else's changes are overwritten unseen.
  const { draft = freshDraft(todo), isEarlier, ...kept } = useDraft("details", todo);

  const write = (fields: Partial<DetailsDraft>) => kept.write({ ...draft, ...fields });
  const writeNotes = (notes: string) =>
    write(draft.notes === null ? { notes, base: { ...draft.base, notes: todo.notes } } : { notes });
  const close = () => {
    // Before the row may move, which takes the form and its focus along.
    if (form.current !== null) giveToRow(form.current);
    onClose();
  };
  const drop = () => {
    kept.drop();
    close();
  };
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    if (excessOf(draft.notes ?? "") > 0) return;
    const changes = draftedChanges(draft);
    if (Object.keys(changes).length > 0) change(todo, changes, draft.base);
    drop();
  };
  const startSelection = () => {
    close();
    startSelecting(todo.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  };

  return (
    <form
      ref={form}
      aria-label={`Details of “${todo.title}”`}
      onSubmit={save}
      onKeyDown={onKeyDown}
      className="enter grid gap-4 border-t border-line bg-canvas/60 px-4 py-4 sm:px-6"
    >
      {isEarlier && (
        <p role="status" className="text-sm text-warning">
          You have unsaved changes from earlier.
        </p>
      )}
      <NotesField
        saved={todo.notes}
        draft={draft.notes}
        onChange={writeNotes}
        onSwitch={(notes) => change(todo, { notes })}
      />
      <DueField value={draft.dueOn} onChange={(dueOn) => write({ dueOn })} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" size="sm">
          Save
        </Button>
        <Button variant="ghost" size="sm" onClick={drop}>
          Cancel
        </Button>
        <div className="flex flex-wrap gap-2 sm:ml-auto">
          <Button size="sm" icon={<CheckIcon className="size-4" />} onClick={startSelection}>
            Select
          </Button>
          <Button
            size="sm"
            icon={<PinIcon className="size-4" />}
            aria-pressed={todo.pinned}
            onClick={() => change(todo, { pinned: !todo.pinned })}
          >
            {todo.pinned ? "Unpin" : "Pin"}
          </Button>
          <DeleteTodo todo={todo}>
            {(ask) => (
              <Button size="sm" icon={<TrashIcon className="size-4" />} onClick={ask}>
                Delete
              </Button>
            )}
          </DeleteTodo>
        </div>
      </div>
      <TodoHistory todo={todo} />
    </form>
  );
}

/** A draft without changes. Empty notes can be edited at once. */
function freshDraft(todo: Todo): DetailsDraft {
  return { kind: "details", base: todo, notes: todo.notes === "" ? "" : null, dueOn: todo.dueOn ?? "" };
}
