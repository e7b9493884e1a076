"use client";

import { useActionState } from "react";
import { SignOutIcon } from "#app/_shell/account-icons.tsx";
import { Button } from "#app/_ui/button.tsx";
import { signOut } from "../actions.ts";

/** Ends this session. The sign-in page it leads to empties the page's memory of this account. */
export function SignOutButton() {
  const [, action, pending] = useActionState(signOut, undefined);
  return (
    <form action={action}>
      <Button type="submit" size="sm" pending={pending} icon={<SignOutIcon className="size-4" />}>
        {pending ? "Signing out…" : "Sign out"}
      </Button>
    </form>
  );
}
