"use client";

import { type MouseEvent, type ReactNode, type SyntheticEvent, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";
import { CloseIcon } from "./icons/icons.tsx";

export interface DialogProps {
  readonly open: boolean;
  /** Called on Escape, the close button and a click outside; the caller then sets `open` to false. */
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
}

/**
 * A modal dialog. The native element traps the focus, closes on Escape and gives the focus back. The focus starts on
 * the element with `data-autofocus`, else on the first focusable one.
 */
export function Dialog({ open, onClose, title, children }: DialogProps) {
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  /** The browser tells of each closing later, when the person may have gone on: then they want the dialog again. */
  const ownCloses = useRef(0);

  useEffect(() => {
    const dialog = ref.current;
    if (open && dialog?.open === false) {
      dialog.showModal();
      dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus();
    }
    if (!open && dialog?.open === true) {
      ownCloses.current += 1;
      dialog.close();
    }
  }, [open]);

  // Not left to the browser: it gives the focus back before it tells that the dialog is closed. A key that is pressed
  // in between opens the dialog again, and would be undone.
  const closeOnEscape = (event: SyntheticEvent<HTMLDialogElement>) => {
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    onClose();
  };
  const closed = () => {
    if (ownCloses.current > 0) ownCloses.current -= 1;
    else onClose();
  };
  const closeOnBackdrop = (event: MouseEvent<HTMLDialogElement>) => {
    if (event.target === event.currentTarget) onClose();
  };

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onCancel={closeOnEscape}
      onClose={closed}
      onMouseDown={closeOnBackdrop}
      className="dialog m-auto w-[min(32rem,calc(100vw-2rem))] rounded-xl border border-line bg-raised text-ink shadow-overlay"
    >
      {open && (
        <div className="grid gap-4 p-5 sm:p-6">
          <div className="flex items-start justify-between gap-3">
            <h2 id={titleId} className="pt-1 text-lg font-semibold">
              {title}
            </h2>
            <IconButton label="Close" icon={CloseIcon} onClick={onClose} className="-mt-1 -mr-2" />
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}

export interface ConfirmDialogProps extends DialogProps {
  /** The verb on the button, e.g. "Delete for good". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly pending?: boolean;
  /** The default "danger" is for actions that can't be undone. */
  readonly tone?: "danger" | "primary";
}

/** Asks for confirmation. The focus starts on Cancel. */
export function ConfirmDialog({
  confirmLabel,
  onConfirm,
  pending = false,
  tone = "danger",
  children,
  ...dialog
}: ConfirmDialogProps) {
  return (
    <Dialog {...dialog}>
      <div className="text-sm text-muted">{children}</div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button data-autofocus onClick={dialog.onClose}>
          Cancel
        </Button>
        <Button variant={tone} pending={pending} onClick={onConfirm}>
          {confirmLabel}
        </Button>
      </div>
    </Dialog>
  );
}
