"use client";

import { TextField } from "#app/_ui/text-field.tsx";
import { SettingForm } from "../_form/setting-form.tsx";

/** Changes the user's name. */
export function NameForm({ name }: { readonly name: string }) {
  return (
    <SettingForm name="name" changeOf={(typed) => ({ name: typed })} label="Save name" done="Your name is saved.">
      {(error) => <TextField label="Name" name="name" autoComplete="name" required defaultValue={name} error={error} />}
    </SettingForm>
  );
}
