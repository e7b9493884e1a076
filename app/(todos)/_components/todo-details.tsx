"use client";

import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { Button } from "#app/_components/button.tsx";
import { useClock } from "#app/_components/clock.tsx";
import { PinIcon, TrashIcon } from "#app/_components/icons.tsx";
import { ExactTime } from "#app/_components/relative-time.tsx";
import { TextArea, TextField } from "#app/_components/text-field.tsx";
import { addDaysTo, isoDay } from "#app/_components/time-text.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { DeleteTodo } from "./delete-todo.tsx";
import { useTodoActions } from "./todo-actions-provider.tsx";

export interface TodoDetailsProps {
  readonly todo: Todo;
  readonly onClose: () => void;
}

/** Notes and due date of a todo, and everything else that can be done with it. Ctrl+Enter saves, Escape cancels. */
export function TodoDetails({ todo, onClose }: TodoDetailsProps) {
  const { change } = useTodoActions();
  // Saved as an edit of what it began with, so that nothing that was changed meanwhile is overwritten unseen.
  const [begun] = useState(todo);
  const [notes, setNotes] = useState(begun.notes);
  const [dueOn, setDueOn] = useState(begun.dueOn ?? "");
  const formId = useId();

  const save = (event?: FormEvent) => {
    event?.preventDefault();
    const due = dueOn === "" ? null : dueOn;
    const changes = { ...(notes !== begun.notes && { notes }), ...(due !== begun.dueOn && { dueOn: due }) };
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
      <TextArea
        label="Notes"
        value={notes}
        maxLength={10_000}
        onChange={(event) => setNotes(event.target.value)}
        placeholder="Anything worth remembering"
      />
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
      <History todo={todo} />
    </form>
  );
}

interface DueFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function DueField({ value, onChange }: DueFieldProps) {
  const { now, timeZone } = useClock();
  const today = isoDay(now, timeZone);
  const choices = [
    { label: "Today", day: today },
    { label: "Tomorrow", day: addDaysTo(today, 1) },
    { label: "In a week", day: addDaysTo(today, 7) },
  ];
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="w-full sm:w-44">
        <TextField label="Due" type="date" value={value} onChange={(event) => onChange(event.target.value)} />
      </div>
      {choices.map(({ label, day }) => (
        <Button key={label} variant="ghost" size="sm" aria-pressed={value === day} onClick={() => onChange(day)}>
          {label}
        </Button>
      ))}
      {value !== "" && (
        <Button variant="ghost" size="sm" onClick={() => onChange("")}>
          No date
        </Button>
      )}
    </div>
  );
}

function History({ todo }: { readonly todo: Todo }) {
  return (
    <p className="text-xs text-muted">
      Added <ExactTime at={todo.createdAt} />
      {todo.completedAt !== null && (
        <>
          {" · completed "}
          <ExactTime at={todo.completedAt} />
        </>
      )}
      {todo.expiresAt !== null && (
        <>
          {" · leaves after "}
          <ExactTime at={todo.expiresAt} />
        </>
      )}
      {todo.pinned && " · pinned: cleanup leaves it alone"}
    </p>
  );
}
