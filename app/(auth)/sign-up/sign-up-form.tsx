"use client";

import { useActionState } from "react";
import { AccountFields } from "../account-fields.tsx";
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
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="next" value={next} />
      <AccountFields state={state} pending={pending} email={null} />
    </form>
  );
}
