"use client";

import type { FormEvent, ReactNode } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { fieldError } from "./field-error.ts";
import { FormFooter } from "./form-footer.tsx";
import { type SettingsChange, useSettingsChange } from "./use-settings-change.ts";

export interface SettingFormProps {
  /** The name of the setting in the API and of the control in the form. */
  readonly name: keyof SettingsChange;
  /** The change that a typed or chosen value stands for. */
  readonly changeOf: (value: string) => SettingsChange;
  readonly label: string;
  readonly done: string;
  /** Renders the control, with the server's error for its value. */
  readonly children: (error: string | undefined) => ReactNode;
}

/** A form for one setting. A refused value stays in its field. */
export function SettingForm({ name, changeOf, label, done, children }: SettingFormProps) {
  const change = useSettingsChange();
  const refused = fieldError(change.error, name);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate(changeOf(String(new FormData(event.currentTarget).get(name) ?? "")));
  };
  return (
    <form onSubmit={submit} className="grid max-w-md gap-4">
      {change.error !== null && refused === undefined && <Alert>Nothing was changed. {change.error.message}</Alert>}
      {children(refused)}
      <FormFooter
        pending={change.isPending}
        label={label}
        pendingLabel="Saving…"
        done={change.isSuccess ? done : undefined}
      />
    </form>
  );
}
