"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { InPlaceOfForm } from "#app/_feedback/in-place-of-form.tsx";
import { Button } from "#app/_ui/button.tsx";
import { EmailField } from "./email-field.tsx";
import type { MailRequestState } from "./mail-request.ts";

export interface MailRequestFormProps {
  readonly action: (previous: MailRequestState, form: FormData) => Promise<MailRequestState>;
  readonly label: string;
  /** The text after the form was accepted, the same whether or not the address has an account. */
  readonly sent: string;
}

/** Asks for an address, to which a link is mailed. Works without JavaScript, too. */
export function MailRequestForm({ action: request, label, sent }: MailRequestFormProps) {
  const [state, action, pending] = useActionState(request, { typed: "" });
  if (state.sentTo !== undefined) {
    return (
      <InPlaceOfForm>
        <Alert tone="info">
          {sent} We sent it to <strong className="font-medium break-all">{state.sentTo}</strong>. If nothing arrives
          within a few minutes, look into your spam folder, and check the address.
        </Alert>
      </InPlaceOfForm>
    );
  }
  return (
    <form action={action} className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <EmailField defaultValue={state.typed} error={pending ? undefined : state.email} />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Sending…" : label}
      </Button>
    </form>
  );
}
