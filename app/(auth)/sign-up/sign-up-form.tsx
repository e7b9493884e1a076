"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { signUp } from "../actions.ts";
import { untouched } from "../form-state.ts";
import { useFreshCache } from "../use-fresh-cache.ts";

export interface SignUpFormProps {
  /** Where to go afterwards, a path of this site. */
  readonly next: string;
  /** In characters. */
  readonly passwordLength: { readonly min: number; readonly max: number };
}

/** Name, email and a new password, sent to the server; works before the page's script has loaded, too. */
export function SignUpForm({ next, passwordLength }: SignUpFormProps) {
  const [state, action, pending] = useActionState(signUp, untouched);
  useFreshCache();
  return (
    <form action={action} className="grid gap-4">
      {state.message !== undefined && !pending && <Alert>{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        maxLength={100}
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
        minLength={passwordLength.min}
        maxLength={passwordLength.max}
        required
        hint={`At least ${passwordLength.min} characters.`}
        error={state.errors.password}
      />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Creating your account…" : "Create account"}
      </Button>
    </form>
  );
}
