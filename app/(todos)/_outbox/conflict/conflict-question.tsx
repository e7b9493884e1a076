"use client";

import { useState, useSyncExternalStore } from "react";
import { copyText } from "#app/_feedback/copy-text.ts";
import { notices } from "#app/_feedback/notices.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import type { CommandOf, Intent } from "../command.ts";
import type { Outbox } from "../outbox.ts";
import { textOf } from "../reports/format-command.ts";
import { standingNotice } from "../reports/notice-ids.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { answered, type ConflictAnswer, type EditConflict } from "./edit-conflict.ts";

export interface ConflictQuestionProps {
  readonly outbox: Outbox;
  /** Whether this tab asks about a command: the one that made it does. */
  readonly asks: (id: string) => boolean;
  /** Keeps the edit as a draft, so that it can be looked at later. */
  readonly postpone: (command: CommandOf<"change">) => void;
  readonly answer: (command: CommandOf<"change">, intent: Intent | null, current: Todo) => void;
}

/**
 * Asks which of two versions to keep, one question at a time. Closing it leaves the question open, with a notice.
 * Dismissed, the notice leaves the edit as a draft.
 */
export function ConflictQuestion({ outbox, asks, postpone, answer }: ConflictQuestionProps) {
  const entries = useSyncExternalStore(outbox.subscribe, outbox.entries, outbox.entries);
  const [postponed, setPostponed] = useState<ReadonlySet<string>>(new Set());
  for (const { command, standing } of entries) {
    if (standing.status !== "question" || command.kind !== "change" || !asks(command.id) || postponed.has(command.id))
      continue;
    const { current, fields } = standing;
    const conflict: EditConflict = { changes: command.changes, current, fields };
    const onAnswer = (chosen: ConflictAnswer) => {
      if (chosen !== "undecided") {
        answer(command, answered(command, conflict, chosen), current);
        // Said last, it is heard instead of what is saved beside it, which was said when it was edited.
        if (chosen === "current") notices.say(`Kept the saved version of “${current.title}”.`);
        return;
      }
      setPostponed((before) => new Set(before).add(command.id));
      const words = textOf(command);
      notices.failed({
        id: standingNotice(command),
        text: `“${current.title}” was also changed somewhere else.`,
        detail: "Your version isn’t saved. Retry shows both versions again, Dismiss keeps yours as a draft.",
        retry: () => setPostponed((before) => new Set([...before].filter((id) => id !== command.id))),
        ...(words !== null && { copy: () => void copyText(words) }),
        onDismiss: () => postpone(command),
      });
    };
    return <ConflictDialog key={command.id} conflict={conflict} onAnswer={onAnswer} />;
  }
  return null;
}
