"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { announce } from "#app/_feedback/live-region.tsx";
import { Section } from "#app/_ui/section.tsx";
import { todoKeys } from "#app/(todos)/_queries/todo-queries.ts";
import { useSettingsChange } from "../_form/use-settings-change.ts";
import { isRetention, type Retention, retentionOptions, retentionText, staysText } from "./format-retention.ts";
import { RetentionChoice } from "./retention-choice.tsx";
import { RetentionConsequences } from "./retention-consequences.tsx";

export interface RetentionSectionProps {
  readonly days: number | null;
  /** The days for which deleted todos can be restored; 0 where there is no trash. */
  readonly trashDays: number;
}

/** Sets how long completed todos stay. Another choice shows its consequences and has to be confirmed. */
export function RetentionSection({ days, trashDays }: RetentionSectionProps) {
  const [current, setCurrent] = useState(days);
  const [chosen, setChosen] = useState(days);
  const choices = useRef<HTMLFieldSetElement>(null);
  const change = useSettingsChange();
  const client = useQueryClient();

  const closeConsequences = (next: number | null) => {
    setChosen(next);
    change.reset();
    // The pressed button is about to disappear.
    choices.current?.querySelector<HTMLInputElement>(`[value="${next}"]`)?.focus();
  };

  const save = (next: Retention) =>
    change.mutate(
      { retentionDays: next },
      {
        onSuccess() {
          setCurrent(next);
          announce(`Saved. ${staysText(next)}`);
          // The lists show when each todo expires.
          void client.invalidateQueries({ queryKey: todoKeys.lists });
          closeConsequences(next);
        },
      },
    );

  return (
    <Section
      title="Cleanup"
      description={
        trashDays === 0
          ? "Completed todos are deleted for good after a while: the trash is switched off here. Pinned todos stay."
          : `Completed todos move to the trash after a while, where you can restore them for ${retentionText(trashDays)}. Pinned todos stay.`
      }
    >
      <div className="grid gap-4">
        <RetentionChoice
          ref={choices}
          legend={trashDays === 0 ? "Delete completed todos after" : "Move completed todos to the trash after"}
          options={retentionOptions(days)}
          chosen={chosen}
          onChoose={setChosen}
        />
        {change.error !== null && <Alert>Nothing was changed. {change.error.message}</Alert>}
        {chosen !== current && isRetention(chosen) ? (
          <RetentionConsequences
            days={chosen}
            pending={change.isPending}
            onConfirm={() => save(chosen)}
            onCancel={() => closeConsequences(current)}
          />
        ) : (
          <p className="text-sm text-muted">{staysText(current)}</p>
        )}
      </div>
    </Section>
  );
}
