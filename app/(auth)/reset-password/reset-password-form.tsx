"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { passwordMinLength } from "#lib/auth/limits.ts";
import { resetPassword } from "./reset-password.ts";

export interface ResetPasswordFormProps {
  readonly token: string;
  /** Tells password managers which entry to update. */
  readonly email: string;
}

/** Asks for a new password. Works without JavaScript, too. */
export function ResetPasswordForm({ token, email }: ResetPasswordFormProps) {
  const [state, action, pending] = useActionState(resetPassword, {});
  return (
    <form action={action} className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <input type="hidden" name="token" value={token} />
      <input hidden readOnly type="text" name="username" autoComplete="username" value={email} />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        minLength={passwordMinLength}
        required
        hint={`At least ${passwordMinLength} characters.`}
        error={pending ? undefined : state.password}
      />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Saving…" : "Save the new password"}
      </Button>
    </form>
  );
}
