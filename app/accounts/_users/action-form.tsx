"use client";

import { type ReactNode, useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import type { UserActionState } from "./user-actions.ts";

/** One action of an admin on an account: its explanation, its fields and its button, then its outcome. */
export function ActionForm({
  action,
  button,
  pendingText,
  children,
}: {
  readonly action: (previous: UserActionState, form: FormData) => Promise<UserActionState>;
  readonly button: string;
  readonly pendingText: string;
  readonly children: ReactNode;
}) {
  const [state, submit, pending] = useActionState(action, {});
  return (
    <form action={submit} className="grid gap-4">
      {children}
      <Button type="submit" pending={pending} className="justify-self-start">
        {pending ? pendingText : button}
      </Button>
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      {state.done !== undefined && !pending && <Alert tone="info">{state.done}</Alert>}
    </form>
  );
}
