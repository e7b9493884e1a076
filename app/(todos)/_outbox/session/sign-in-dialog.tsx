"use client";

import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { buttonClass } from "#app/_ui/button-class.ts";
import { Dialog } from "#app/_ui/dialog.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { signInAgain } from "./sign-in-again.ts";

export interface SignInDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The address of the account that the page was made for. */
  readonly email: string;
  /** Whether a password is a way to sign in. */
  readonly takesPasswords: boolean;
  readonly onSignedIn: () => void;
}

/** Signs in again over the page, which stays as it is with all that was typed. */
export function SignInDialog({ open, onClose, takesPasswords, ...form }: SignInDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Sign in again">
      <p className="text-sm text-muted">
        Everything on this page stays, and what waits is saved once you are signed in.
      </p>
      {takesPasswords ? <SignInForm {...form} onCancel={onClose} /> : <SignInElsewhere email={form.email} />}
    </Dialog>
  );
}

/** The page looks for a session whenever somebody comes back to it. */
function SignInElsewhere({ email }: Pick<SignInDialogProps, "email">) {
  return (
    <>
      <p className="text-sm wrap-anywhere">Sign in as {email} in another tab, and come back to this one.</p>
      <a href="/sign-in" target="_blank" rel="noreferrer" className={buttonClass("primary")}>
        Sign in
      </a>
    </>
  );
}

interface SignInFormProps extends Pick<SignInDialogProps, "email" | "onSignedIn"> {
  readonly onCancel: () => void;
}

function SignInForm({ email, onSignedIn, onCancel }: SignInFormProps) {
  const {
    mutate,
    data: refusal,
    isPending,
  } = useMutation({
    mutationFn: (password: string) => signInAgain({ email, password }),
    onSuccess: (problem) => problem === null && onSignedIn(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    mutate(String(new FormData(event.currentTarget).get("password") ?? ""));
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      {typeof refusal === "string" && !isPending && <Alert>{refusal}</Alert>}
      <TextField label="Email" name="email" type="email" autoComplete="username" readOnly value={email} />
      <TextField
        data-autofocus
        label="Password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <a
        href="/forgot-password"
        target="_blank"
        rel="noreferrer"
        className="-my-2 inline-flex min-h-11 items-center justify-self-start rounded-sm text-sm text-accent underline underline-offset-4 hover:text-accent-strong"
      >
        Forgot your password?
      </a>
      <a
        href="/sign-in"
        target="_blank"
        rel="noreferrer"
        className="-my-2 inline-flex min-h-11 items-center justify-self-start rounded-sm text-sm text-accent underline underline-offset-4 hover:text-accent-strong"
      >
        Sign in another way
      </a>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={isPending}>
          {isPending ? "Signing in…" : "Sign in"}
        </Button>
      </div>
    </form>
  );
}
