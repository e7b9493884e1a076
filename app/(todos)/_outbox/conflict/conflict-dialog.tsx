"use client";

import { useEffect, useRef, useState } from "react";
import { useClock } from "#app/_time/clock.tsx";
import { dueText, isoDay } from "#app/_time/format-time.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextArea, TextField } from "#app/_ui/text-field.tsx";
import { notesMaxLength } from "#lib/todo-service/limits.ts";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";
import { bothNotes, type ConflictAnswer, type EditConflict } from "./edit-conflict.ts";

export interface ConflictDialogProps {
  readonly conflict: EditConflict;
  readonly onAnswer: (answer: ConflictAnswer) => void;
}

const names: Readonly<Record<EditedField, string>> = { title: "Title", notes: "Notes", dueOn: "Due date" };

/** Two versions of a todo beside each other, and the choice between them. Closing it leaves the question open. */
export function ConflictDialog({ conflict, onAnswer }: ConflictDialogProps) {
  const { changes, current, fields } = conflict;
  const [open, setOpen] = useState(true);
  const answer = useRef<ConflictAnswer>("undecided");
  // Closes first: the focus has to be back in its place before the answer takes effect.
  const choose = (chosen: ConflictAnswer) => {
    answer.current = chosen;
    setOpen(false);
  };
  useEffect(() => {
    if (!open) onAnswer(answer.current);
  }, [open, onAnswer]);
  const canKeepBoth = fields.length === 1 && fields[0] === "notes" && bothNotes(conflict).length <= notesMaxLength;

  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={`“${current.title}” was also changed somewhere else`}>
      <p className="text-sm text-muted">
        Another tab, device or script saved a different version while you were editing. Your version isn’t saved yet.
        Which one do you want to keep?
      </p>
      {fields.map((field) => (
        <section key={field} aria-label={names[field]} className="grid gap-2">
          <h3 className="text-sm font-medium">{names[field]}</h3>
          <div className="grid gap-2 sm:grid-cols-2">
            <Version name="Your version" field={field} value={changes[field] ?? null} />
            <Version name="Saved version" field={field} value={current[field]} />
          </div>
        </section>
      ))}
      <div className="flex flex-wrap justify-end gap-2">
        {canKeepBoth && <Button onClick={() => choose("both")}>Keep both</Button>}
        <Button onClick={() => choose("current")}>Keep saved version</Button>
        <Button variant="primary" onClick={() => choose("changes")}>
          Keep your version
        </Button>
      </div>
    </Dialog>
  );
}

interface VersionProps {
  readonly name: string;
  readonly field: EditedField;
  readonly value: string | null;
}

/** A read-only field rather than plain text: it can be scrolled by key, selected and copied. */
function Version({ name, field, value }: VersionProps) {
  const { now, timeZone, locale } = useClock();
  const text = field === "dueOn" && value !== null ? dueText(value, isoDay(now, timeZone), locale).text : value;
  const shared = { label: name, readOnly: true, value: text ?? "", placeholder: "Empty" };
  return field === "notes" ? <TextArea {...shared} /> : <TextField {...shared} />;
}
