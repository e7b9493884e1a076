"use client";

import { useActionState } from "react";
import { AccountFields } from "../account-fields.tsx";
import { untouched } from "../form-state.ts";
import { join } from "./join.ts";

export interface JoinFormProps {
  readonly token: string;
  /** The address that the link is for; null lets one choose. */
  readonly email: string | null;
}

/** Asks for the name, address and password of a new account. Works without JavaScript, too. */
export function JoinForm({ token, email }: JoinFormProps) {
  const [state, action, pending] = useActionState(join, untouched);
  return (
    <form action={action} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <AccountFields state={state} pending={pending} email={email} />
    </form>
  );
}
