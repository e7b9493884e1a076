"use client";

import { type ReactNode, useState } from "react";
import { flushSync } from "react-dom";
import { ConfirmDialog } from "#app/_ui/dialog.tsx";

export interface ConfirmedDeletionProps {
  readonly title: string;
  readonly text: string;
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  /** Renders the button. `ask` opens the question. */
  readonly children: (ask: () => void) => ReactNode;
}

/** A button that asks for confirmation, for actions that can't be undone. */
export function ConfirmedDeletion({ title, text, confirmLabel, onConfirm, children }: ConfirmedDeletionProps) {
  const [isAsking, setAsking] = useState(false);
  const confirm = () => {
    // First the question gives the focus back, so that whatever comes next can move it.
    flushSync(() => setAsking(false));
    onConfirm();
  };
  return (
    <>
      {children(() => setAsking(true))}
      <ConfirmDialog
        open={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        title={title}
        confirmLabel={confirmLabel}
      >
        {text}
      </ConfirmDialog>
    </>
  );
}
