"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { signIn } from "../actions.ts";
import { EmailField } from "../email-field.tsx";
import { untouched } from "../form-state.ts";
import { useFreshCache } from "../use-fresh-cache.ts";
import { DemoAccount, type DemoAccountProps } from "./demo-account.tsx";

export interface SignInFormProps {
  /** The path to redirect to afterwards. */
  readonly next: string;
  /** The account to offer on a demo installation. */
  readonly demo: DemoAccountProps["account"] | null;
  /** Good news to begin with, e.g. that the password is changed. */
  readonly notice?: string;
}

/** Asks for email and password. Works without JavaScript, too. */
export function SignInForm({ next, demo, notice }: SignInFormProps) {
  const [state, action, pending] = useActionState(signIn, untouched);
  useFreshCache();
  return (
    <div className="grid gap-5">
      <form action={action} className="grid gap-4">
        {state.message !== undefined && !pending && <Alert>{state.message}</Alert>}
        {notice !== undefined && state === untouched && <Alert tone="info">{notice}</Alert>}
        <input type="hidden" name="next" value={next} />
        <EmailField defaultValue={state.values.email} error={state.errors.email} />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={state.errors.password}
        />
        <Link
          href="/forgot-password"
          className="-my-2 inline-flex min-h-11 items-center justify-self-start rounded-sm text-sm text-accent underline underline-offset-4 hover:text-accent-strong"
        >
          Forgot your password?
        </Link>
        <Button type="submit" variant="primary" pending={pending}>
          {pending ? "Signing in…" : "Sign in"}
        </Button>
      </form>
      {demo !== null && <DemoAccount account={demo} next={next} action={action} pending={pending} />}
    </div>
  );
}
