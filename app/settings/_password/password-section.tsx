"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Section } from "#app/_ui/section.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { passwordMinLength } from "#lib/auth/limits.ts";
import { FormFooter } from "../_form/form-footer.tsx";
import { unsent } from "../_form/form-outcome.ts";
import { changePassword } from "./password-action.ts";

/** Changes the password. A hidden email field tells password managers which entry to update. */
export function PasswordSection({ email }: { readonly email: string }) {
  const [outcome, action, pending] = useActionState(changePassword, unsent);
  return (
    <Section
      title="Password"
      description="A new password signs out your other browsers. API keys keep working until you revoke them."
    >
      <form action={action} className="grid max-w-md gap-4">
        {outcome.error !== undefined && !pending && <Alert>{outcome.error}</Alert>}
        <input hidden readOnly type="text" name="username" autoComplete="username" value={email} />
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          required
          error={pending ? undefined : outcome.fields.currentPassword}
        />
        <TextField
          label="New password"
          name="newPassword"
          type="password"
          autoComplete="new-password"
          hint={`At least ${passwordMinLength} characters.`}
          minLength={passwordMinLength}
          required
          error={pending ? undefined : outcome.fields.newPassword}
        />
        <FormFooter pending={pending} label="Change password" pendingLabel="Changing…" done={outcome.done} />
      </form>
    </Section>
  );
}
