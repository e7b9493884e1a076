"use client";

import { useActionState } from "react";
import { useRememberedZone } from "#app/_client/use-remembered-zone.ts";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { nameMaxLength, passwordMaxLength, passwordMinLength } from "#lib/auth/limits.ts";
import { signUp } from "../actions.ts";
import { untouched } from "../form-state.ts";
import { useFreshCache } from "../use-fresh-cache.ts";

export interface SignUpFormProps {
  /** The path to redirect to afterwards. */
  readonly next: string;
}

/** Asks for name, email and a new password. Works without JavaScript, too. */
export function SignUpForm({ next }: SignUpFormProps) {
  const [state, action, pending] = useActionState(signUp, untouched);
  useFreshCache();
  useRememberedZone();
  return (
    <form action={action} className="grid gap-4">
      {state.message !== undefined && !pending && <Alert>{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={nameMaxLength}
        required
        defaultValue={state.values.name}
        error={state.errors.name}
      />
      <TextField
        label="Email"
        name="email"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={state.values.email}
        error={state.errors.email}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={passwordMinLength}
        maxLength={passwordMaxLength}
        required
        hint={`At least ${passwordMinLength} characters.`}
        error={state.errors.password}
      />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Creating your account…" : "Create account"}
      </Button>
    </form>
  );
}
