"use client";

import { useEffect, useRef, useState } from "react";
import { useClock } from "#app/_time/clock.tsx";
import { dueText, isoDay } from "#app/_time/format-time.ts";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextArea, TextField } from "#app/_ui/text-field.tsx";
import type { EditedField } from "#lib/todo-service/todos/edited-fields.ts";
import { bothNotes } from "./edit-answers.ts";
import type { ConflictAnswer, EditConflict } from "./todo-edits.ts";

export interface ConflictDialogProps {
  readonly conflict: EditConflict;
  readonly onAnswer: (answer: ConflictAnswer) => void;
}

const names: Readonly<Record<EditedField, string>> = { title: "Title", notes: "Notes", dueOn: "Due date" };
const maxNotes = 10_000;

/** Two versions of a todo beside each other, and the choice between them. Closed without one, it is asked again. */
export function ConflictDialog({ conflict, onAnswer }: ConflictDialogProps) {
  const { mine, theirs, fields } = conflict;
  const [open, setOpen] = useState(true);
  const answer = useRef<ConflictAnswer>("later");
  // Closes first, so that the focus is back where it was when the answer takes effect.
  const choose = (chosen: ConflictAnswer) => {
    answer.current = chosen;
    setOpen(false);
  };
  useEffect(() => {
    if (!open) onAnswer(answer.current);
  }, [open, onAnswer]);
  const canKeepBoth = fields.length === 1 && fields[0] === "notes" && bothNotes(conflict).length <= maxNotes;

  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={`“${theirs.title}” was changed somewhere else too`}>
      <p className="text-sm text-muted">
        Another tab, device or script saved this after you began. Yours isn’t saved yet: which is to stay?
      </p>
      {fields.map((field) => (
        <section key={field} aria-label={names[field]} className="grid gap-2">
          <h3 className="text-sm font-medium">{names[field]}</h3>
          <div className="grid gap-2 sm:grid-cols-2">
            <Version of="Mine" field={field} value={mine[field] ?? null} />
            <Version of="Theirs" field={field} value={theirs[field]} />
          </div>
        </section>
      ))}
      <footer className="flex flex-wrap justify-end gap-2">
        {canKeepBoth && <Button onClick={() => choose("both")}>Keep both</Button>}
        <Button onClick={() => choose("theirs")}>Keep theirs</Button>
        <Button variant="primary" onClick={() => choose("mine")}>
          Keep mine
        </Button>
      </footer>
    </Dialog>
  );
}

interface VersionProps {
  readonly of: string;
  readonly field: EditedField;
  readonly value: string | null;
}

/** A field that can't be written in: its text can be scrolled by key, selected and copied. */
function Version({ of, field, value }: VersionProps) {
  const { now, timeZone, locale } = useClock();
  const text = field === "dueOn" && value !== null ? dueText(value, isoDay(now, timeZone), locale).text : value;
  const shared = { label: of, readOnly: true, value: text ?? "", placeholder: "Nothing" };
  return field === "notes" ? <TextArea {...shared} /> : <TextField {...shared} />;
}
