"use client";

import { type ReactNode, useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { InPlaceOfForm } from "#app/_feedback/in-place-of-form.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { FormFooter } from "../_form/form-footer.tsx";
import { unsent } from "../_form/form-outcome.ts";
import { changeEmail, type EmailState, verifyEmail } from "./email-actions.ts";

/** Asks for the link that proves the present address. */
export function VerifyEmailForm() {
  const [state, action, pending] = useActionState(verifyEmail, unsent);
  return (
    <form action={action} className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <FormFooter pending={pending} label="Confirm this address" pendingLabel="Sending…" done={state.done} />
    </form>
  );
}

export interface ChangeEmailFormProps {
  readonly needsPassword: boolean;
  /** The way to prove first who they are; null where they need none. */
  readonly signInAgain: ReactNode;
}

/** Asks for another address, and for the password if there is one. */
export function ChangeEmailForm({ needsPassword, signInAgain }: ChangeEmailFormProps) {
  const [state, action, pending] = useActionState<EmailState, FormData>(changeEmail, unsent);
  if (signInAgain !== null) {
    const isRefused = state.error !== undefined;
    return isRefused ? <InPlaceOfForm>{signInAgain}</InPlaceOfForm> : signInAgain;
  }
  return (
    <form action={action} className="grid max-w-md gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <TextField
        label="New email"
        name="newEmail"
        type="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.typed}
        error={pending ? undefined : state.fields.newEmail}
      />
      {needsPassword && (
        <TextField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={pending ? undefined : state.fields.password}
        />
      )}
      <FormFooter pending={pending} label="Change email" pendingLabel="Sending…" done={state.done} />
    </form>
  );
}
