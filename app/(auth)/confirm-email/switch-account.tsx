"use client";

import { useSignOut } from "#app/_shell/use-sign-out.ts";
import { Button } from "#app/_ui/button.tsx";
import { signInPath } from "../next-path.ts";

export interface SwitchAccountProps {
  /** The account that is signed in. */
  readonly account: string;
  /** The path to return to, as somebody else. */
  readonly next: string;
}

/** Signs out, then asks another account to sign in. */
export function SwitchAccount({ account, next }: SwitchAccountProps) {
  const { signOut, pending } = useSignOut(signInPath(next));
  return (
    <div data-account={account} className="grid">
      <Button variant="primary" pending={pending} onClick={signOut}>
        {pending ? "Signing out…" : "Sign in to that account"}
      </Button>
    </div>
  );
}
