"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#app/_ui/button.tsx";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { pauseReasonMaxLength } from "#lib/task-runs/limits.ts";

export interface PauseDialogProps {
  /** The title of the task whose schedule is to be paused. */
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** `reason` is empty where none is given. */
  readonly onPause: (reason: string) => void;
}

/** Asks why a schedule is paused, for those who wonder later. */
export function PauseDialog({ title, open, onClose, onPause }: PauseDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Pause “${title}”`}>
      <PauseForm onClose={onClose} onPause={onPause} />
    </Dialog>
  );
}

function PauseForm({ onClose, onPause }: Pick<PauseDialogProps, "onClose" | "onPause">) {
  const [isTooLong, setTooLong] = useState(false);
  const pause = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    // No limit of the field: it would cut a pasted text without a word.
    const refused = reason.length > pauseReasonMaxLength;
    setTooLong(refused);
    if (!refused) onPause(reason);
  };
  return (
    <form onSubmit={pause} className="grid gap-4">
      <TextField
        label="Reason (optional)"
        name="reason"
        hint="Shown beside the schedule until somebody resumes it. Slots that pass meanwhile are skipped."
        error={isTooLong ? `Use at most ${pauseReasonMaxLength} characters.` : undefined}
        onChange={() => setTooLong(false)}
        autoComplete="off"
        data-autofocus
      />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Pause
        </Button>
      </div>
    </form>
  );
}
