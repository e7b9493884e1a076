"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { InPlaceOfForm } from "#app/_feedback/in-place-of-form.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { confirmEmail } from "./confirm-email.ts";

export interface ConfirmEmailFormProps {
  readonly token: string;
  readonly label: string;
}

/** Asks before a link is used, then names the next step. */
export function ConfirmEmailForm({ token, label }: ConfirmEmailFormProps) {
  const [state, action, pending] = useActionState(confirmEmail, {});
  if (state.done !== undefined) {
    return (
      <>
        <InPlaceOfForm>
          <Alert tone="info">{doneText(state.done)}</Alert>
        </InPlaceOfForm>
        <Link href="/settings" className="font-medium text-accent underline underline-offset-4">
          Go to your settings
        </Link>
      </>
    );
  }
  return (
    <form action={action} className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "One moment…" : label}
      </Button>
    </form>
  );
}

function doneText({ kind, email }: { readonly kind: string; readonly email: string }): string {
  switch (kind) {
    case "allow-email-change":
      return `Allowed. We mailed a link to ${email}. Your address changes once you open it.`;
    case "change-email":
      return `Your address is ${email} now. Sign in with it from now on.`;
    default:
      return `${email} is confirmed.`;
  }
}
