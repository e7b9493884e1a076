"use client";

import { useState } from "react";
import { flushSync } from "react-dom";
import { LazyConfirm } from "#app/_feedback/lazy-confirm.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useRetention } from "../../_outbox/outbox-provider.tsx";
import { todosText } from "../../format-count.ts";

/** Todos that are deleted for good once somebody confirms it. */
export interface AskedDeletion {
  readonly todos: readonly Todo[];
  readonly isOpen: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Deletes todos by a callback: at once, or after a question where there is no trash. */
export type AskDeletion = (todos: readonly Todo[], remove: () => void) => void;

export function useDeletion(): { readonly asked: AskedDeletion | null; readonly askDelete: AskDeletion } {
  const { trashDays } = useRetention();
  const [asked, setAsked] = useState<AskedDeletion | null>(null);
  const close = () => setAsked((last) => last && { ...last, isOpen: false });
  const askDelete: AskDeletion = (todos, remove) => {
    if (trashDays > 0) return remove();
    const onConfirm = () => {
      // First the focus goes back to the row, so that it is not lost with the question.
      flushSync(close);
      remove();
    };
    setAsked({ todos, isOpen: true, onConfirm, onClose: close });
  };
  return { asked, askDelete };
}

/** Stands outside of the rows: a narrow page hides their buttons with everything in them. */
export function DeletionQuestion({ asked }: { readonly asked: AskedDeletion | null }) {
  if (asked === null) return null;
  const { todos, isOpen, onConfirm, onClose } = asked;
  const isOne = todos.length === 1;
  return (
    <LazyConfirm
      open={isOpen}
      onClose={onClose}
      onConfirm={onConfirm}
      title={isOne ? `Delete “${todos[0]?.title}”?` : `Delete ${todosText(todos.length)}?`}
      confirmLabel="Delete for good"
    >
      The trash is switched off here, so {isOne ? "it" : "they"} can’t be restored.
    </LazyConfirm>
  );
}
