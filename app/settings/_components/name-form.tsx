"use client";

import { useActionState } from "react";
import { Alert } from "#app/_components/alert.tsx";
import { TextField } from "#app/_components/text-field.tsx";
import { saveName } from "../account-actions.ts";
import { unsent } from "../form-outcome.ts";
import { FormFooter } from "./form-footer.tsx";

/** What the app calls its user. */
export function NameForm({ name }: { readonly name: string }) {
  const [outcome, action, pending] = useActionState(saveName, unsent);
  return (
    <form action={action} className="grid max-w-md gap-4">
      {outcome.error !== undefined && !pending && <Alert>{outcome.error}</Alert>}
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={100}
        required
        defaultValue={outcome.typed ?? name}
        error={outcome.fields.name}
      />
      <FormFooter pending={pending} label="Save name" pendingLabel="Saving…" done={outcome.done} />
    </form>
  );
}
