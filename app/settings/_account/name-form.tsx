"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { nameMaxLength } from "#lib/auth/limits.ts";
import { FormFooter } from "../_form/form-footer.tsx";
import { unsent } from "../_form/form-outcome.ts";
import { saveName } from "../account-actions.ts";

/** Changes the user's name. */
export function NameForm({ name }: { readonly name: string }) {
  const [outcome, action, pending] = useActionState(saveName, unsent);
  return (
    <form action={action} className="grid max-w-md gap-4">
      {outcome.error !== undefined && !pending && <Alert>{outcome.error}</Alert>}
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={nameMaxLength}
        required
        defaultValue={outcome.typed ?? name}
        error={outcome.fields.name}
      />
      <FormFooter pending={pending} label="Save name" pendingLabel="Saving…" done={outcome.done} />
    </form>
  );
}
