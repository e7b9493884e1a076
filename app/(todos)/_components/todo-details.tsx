"use client";

import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { Button } from "#app/_components/button.tsx";
import { PinIcon, TrashIcon } from "#app/_components/icons.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { DeleteTodo } from "./delete-todo.tsx";
import { DueField } from "./due-field.tsx";
import { NotesField } from "./notes-field.tsx";
import { useTodoActions } from "./todo-actions-provider.tsx";
import { TodoHistory } from "./todo-history.tsx";

export interface TodoDetailsProps {
  readonly todo: Todo;
  readonly onClose: () => void;
}

/** Notes and due date of a todo, and everything else that can be done with it. Ctrl+Enter saves, Escape cancels. */
export function TodoDetails({ todo, onClose }: TodoDetailsProps) {
  const { change } = useTodoActions();
  // Saved as an edit of what it began with, so that nothing that was changed meanwhile is overwritten unseen.
  const [begun, setBegun] = useState(todo);
  const [notes, setNotes] = useState(todo.notes === "" ? "" : null);
  const [dueOn, setDueOn] = useState(todo.dueOn ?? "");
  const formId = useId();

  const write = (text: string) => {
    if (notes === null) setBegun({ ...begun, notes: text });
    setNotes(text);
  };
  const save = (event?: FormEvent) => {
    event?.preventDefault();
    const due = dueOn === "" ? null : dueOn;
    const changes = {
      ...(notes !== null && notes !== begun.notes && { notes }),
      ...(due !== begun.dueOn && { dueOn: due }),
    };
    if (Object.keys(changes).length > 0) void change(begun, changes);
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
  };

  return (
    <form
      id={formId}
      aria-label={`Details of “${todo.title}”`}
      onSubmit={save}
      onKeyDown={onKeyDown}
      className="enter grid gap-4 border-t border-line bg-canvas/60 px-4 py-4 sm:px-6"
    >
      <NotesField saved={todo.notes} draft={notes} onChange={write} />
      <DueField value={dueOn} onChange={setDueOn} />
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" size="sm">
          Save
        </Button>
        <Button variant="ghost" size="sm" onClick={onClose}>
          Cancel
        </Button>
        <span className="flex-1" />
        <Button
          size="sm"
          icon={<PinIcon className="size-4" />}
          aria-pressed={todo.pinned}
          onClick={() => void change(todo, { pinned: !todo.pinned })}
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
      <TodoHistory todo={todo} />
    </form>
  );
}
