"use client";

import { SignOutIcon } from "#app/_shell/account-icons.tsx";
import { useSignOut } from "#app/_shell/use-sign-out.ts";
import { Button } from "#app/_ui/button.tsx";

/** Ends this session. */
export function SignOutButton() {
  const { signOut, pending } = useSignOut();
  return (
    <Button size="sm" pending={pending} icon={<SignOutIcon className="size-4" />} onClick={signOut}>
      {pending ? "Signing out…" : "Sign out"}
    </Button>
  );
}
