import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { passwordMinLength } from "#lib/auth/limits.ts";
import { EmailField } from "./email-field.tsx";
import type { FormState } from "./form-state.ts";

export interface AccountFieldsProps {
  readonly state: FormState;
  readonly pending: boolean;
  /** The address that the account must have; null lets one choose. */
  readonly email: string | null;
}

/** The fields of a new account, with the button that creates it. */
export function AccountFields({ state, pending, email }: AccountFieldsProps) {
  return (
    <>
      {state.message !== undefined && !pending && <Alert>{state.message}</Alert>}
      <TextField
        label="Name"
        name="name"
        autoComplete="name"
        required
        defaultValue={state.values.name}
        error={state.errors.name}
      />
      <EmailField readOnly={email !== null} defaultValue={email ?? state.values.email} error={state.errors.email} />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={passwordMinLength}
        required
        hint={`At least ${passwordMinLength} characters.`}
        error={state.errors.password}
      />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Creating your account…" : "Create account"}
      </Button>
    </>
  );
}
